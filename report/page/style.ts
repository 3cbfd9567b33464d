/** What this page has beyond the drill's, whose palette, type and paper it shares. */
import { style as shared } from "../../drill/report/html-style";
import { topologyStyle } from "./topology-style";

const own = `
:root { --serif: "Iowan Old Style", "Palatino Linotype", Palatino, "URW Palladio L", Georgia, serif; --good-ground: #e6f4ea; --bad-ground: #b3261e; --on-bad: #fff;
  --warn-ground: #fdf0d0; --planned: #1f5aa6; --published: #6f9bd1; --assumed: #c3d4ea; }
@media (prefers-color-scheme: dark) { :root { --good-ground: #12261a; --bad-ground: #f0736a; --on-bad: #210504; --warn-ground: #322508;
  --planned: #8ab4f0; --published: #4f79b3; --assumed: #2f4666; } }
body.report { max-width: 84rem; padding: 4rem clamp(1rem, 4vw, 4rem) 6rem; }
.report h1 { font: 400 clamp(2.25rem, 1.5rem + 3vw, 4rem)/1.05 var(--serif); letter-spacing: -.02em; text-wrap: balance; max-width: 24ch; }
.report h2 { font: 400 1.875rem/1.2 var(--serif); letter-spacing: -.01em; margin: 5rem 0 .5rem; }
.report h3 { font-size: 1rem; margin: 2.5rem 0 .75rem; } .report h4 { font-size: .875rem; margin: 1rem 0 0; }
.eyebrow { font-size: .8125rem; letter-spacing: .08em; text-transform: uppercase; color: var(--muted); margin-bottom: 1rem; }
.lead { color: var(--muted); max-width: 44rem; margin-bottom: 1.5rem; text-wrap: pretty; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.key-figures { display: grid; grid-template-columns: repeat(auto-fill, minmax(8.5rem, 1fr)); gap: 1.5rem 2rem; margin: 3rem 0 0; padding-top: 1.5rem; border-top: 1px solid var(--line); }
.key-figures dt { font-size: .8125rem; color: var(--muted); } .key-figures dd { margin: 0 0 .125rem; font: 400 1.75rem/1.2 var(--serif); font-variant-numeric: lining-nums tabular-nums; }
.key-figures div { display: flex; flex-direction: column-reverse; justify-content: flex-end; } .key-figures .bad { color: var(--bad); }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; margin: 1rem 0; }
.sign { display: inline-block; min-width: 1.1em; font-weight: 700; } .sign.survives { color: var(--good); } .sign.lost { color: var(--bad); } .sign.unknown { color: var(--warn); }
button.failure { font: inherit; font-size: .8125rem; line-height: 1.3; text-align: left; color: inherit; background: none; border: 1px solid transparent; border-radius: .5rem; padding: .375rem .5rem; cursor: pointer; }
button.failure:hover { border-color: var(--muted); } button.failure[aria-pressed="true"] { background: var(--text); color: var(--page); border-color: var(--text); }
button.failure[aria-pressed="true"] .sign { color: inherit; } :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.matrix { width: 100%; table-layout: fixed; border-collapse: separate; border-spacing: 3px; margin: 0; }
.matrix th, .matrix td { border: 0; padding: .5rem .5rem; overflow-wrap: anywhere; hyphens: auto; } .matrix thead th { vertical-align: bottom; font-size: .75rem; }
.matrix th:first-child { width: 15%; padding-left: 3px; } .matrix tbody th { color: var(--text); padding: 0; } .matrix tbody th button { width: 100%; }
.matrix .group th { padding: 1.25rem .5rem .25rem 3px; font-weight: 600; } .matrix td { border-radius: .375rem; line-height: 1.35; }
.cell.survives { background: var(--good-ground); } .cell.lost { background: var(--bad-ground); color: var(--on-bad); font-weight: 600; } .cell.unknown { background: var(--warn-ground); }
.cell.lost .sign { color: inherit; } .cell .sign.survives, .cell.survives .sign { color: var(--good); } .cell.unknown .sign { color: var(--warn); } .cell.untouched { color: var(--muted); }
.tier-name { display: none; }
.recoveries { columns: 2 30rem; column-gap: 4rem; } .recovery { break-inside: avoid; overflow: hidden; } .recoveries .recovery h3 { margin-top: 1.5rem; } .recovery ul { list-style: none; margin: 0; padding: 0; }
.recovery li { padding: .75rem 0; border-top: 1px solid var(--line); } .recovery-head { display: flex; flex-wrap: wrap; gap: .125rem 1.25rem; align-items: baseline; font-size: .875rem; font-variant-numeric: tabular-nums; }
.recovery-head b { flex: 1 0 8rem; } .figure.kept { color: var(--good); } .figure.broken { color: var(--bad); font-weight: 600; } .figure.unknown { color: var(--warn); }
.stack { position: relative; height: 1rem; margin: .5rem 0; background: var(--soft); border-radius: 3px; } .stack .terms { position: absolute; inset: 0; display: flex; overflow: hidden; border-radius: 3px; }
.terms .term { box-shadow: inset -1.5px 0 0 var(--page); } .term.planned { background: var(--planned); } .term.published { background: var(--published); }
.term.assumed { background: repeating-linear-gradient(135deg, var(--assumed) 0 4px, var(--published) 4px 5px); }
.stack .limit { position: absolute; top: -4px; bottom: -4px; width: 2px; margin-left: -2px; background: var(--bad); } .stack .dot { top: calc(50% - 4px); width: 8px; height: 8px; background: var(--text); box-shadow: 0 0 0 2px var(--page); }
i.term { display: inline-block; width: 1.25em; height: .7em; border-radius: 2px; } .key-limit { display: inline-block; width: 2px; height: 1em; background: var(--bad); vertical-align: -.15em; } .legend .dot { position: static; display: inline-block; margin: 0; background: var(--text); }
.findings { list-style: none; padding: 0; margin: 0; } .findings li { padding: 1rem 0; border-top: 1px solid var(--line); } .findings p { max-width: 60rem; }
.badge.fail { color: var(--bad); } .badge.unknown { color: var(--warn); } .urn { font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; font-size: .75rem; overflow-wrap: anywhere; }
.good-news { font-size: 1.125rem; } .warning { color: var(--warn); } .plain { width: 100%; margin-top: 1.5rem; } .plain td, .plain th { overflow-wrap: anywhere; } .plain td.whole { white-space: nowrap; overflow-wrap: normal; } .plain tbody th { color: var(--text); }
.money th:not(:first-child), .money td { text-align: right; overflow-wrap: normal; white-space: nowrap; padding: .25rem 0 .25rem 1rem; } .money tfoot { font-weight: 600; } .wide-table { overflow-x: auto; }
@media (min-width: 110rem) { html { font-size: 112.5%; } }
@media (max-width: 60rem) { body.report { padding-top: 2.5rem; } .report h2 { margin-top: 3.5rem; }
  .matrix, .matrix tbody, .matrix tr, .matrix th, .matrix td { display: block; width: auto; } .matrix thead { display: none; } .matrix tbody tr { padding: .5rem 0; } .matrix th:first-child { width: auto; padding: 0; }
  .matrix tbody th button { font-size: 1rem; font-weight: 600; padding-left: 0; } .matrix td { display: grid; grid-template-columns: 7.5rem 1fr; margin: 2px 0; padding: .25rem .5rem; } .matrix td.untouched { display: none; } .tier-name { display: inline; } }
@media (max-width: 40rem) { .plain:not(.money), .plain:not(.money) :is(tbody, tr, td) { display: block; } .plain:not(.money) thead { display: none; } .plain:not(.money) td { border: 0; padding: 0; } .plain:not(.money) tr { padding: .5rem 0; border-bottom: 1px solid var(--line); } }
@media print { :root { --good-ground: #e6f4ea; --bad-ground: #b3261e; --on-bad: #fff; --warn-ground: #fdf0d0; --planned: #1f5aa6; --published: #6f9bd1; --assumed: #c3d4ea; }
  body.report { padding: 0; max-width: none; } .report h1 { font-size: 30pt; } .report h2 { font-size: 18pt; margin-top: 28pt; } .breakers, .aftermath { display: none; }
  .matrix { display: table; width: 100%; font-size: 7pt; border-spacing: 2px; } .matrix thead { display: table-header-group; } .matrix tbody { display: table-row-group; } .matrix tr { display: table-row; break-inside: avoid; } .matrix th, .matrix td, .matrix td.untouched { display: table-cell; padding: 2pt 3pt; }
  .matrix thead th { font-size: 6.5pt; } .matrix tbody th button { font-size: 7pt; font-weight: 400; padding: 2pt 0; } .matrix th:first-child { width: 16%; } .report h3 { margin-top: 14pt; } .tier-name { display: none; }
  .recovery { break-inside: auto; overflow: visible; } .recovery h3 { break-after: avoid; } .recovery li, .findings li, .plain tr, .topology, .key-figures { break-inside: avoid; } .plain { break-inside: auto; } .recoveries { columns: 2; column-gap: 8mm; } .lead { break-after: avoid; } .wide-table { overflow: visible; } }
`;

export const style = `${shared}${topologyStyle}${own}`;
