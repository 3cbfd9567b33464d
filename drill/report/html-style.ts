/** How the page looks: one column of text that a phone can show, colours of the reader's choice, and A4 on paper. */
export const style = `
:root { color-scheme: light dark; --text: #1f2328; --muted: #59636e; --line: #d1d9e0; --page: #fff; --soft: #f6f8fa;
  --ok: #4ac26b; --slow: #d4a72c; --failed: #cf222e; --good: #1a7f37; --bad: #cf222e; --warn: #9a6700; --accent: #0969da; --names: 11rem; }
@media (prefers-color-scheme: dark) { :root { --text: #e6edf3; --muted: #9198a1; --line: #3d444d; --page: #0d1117; --soft: #151b23;
  --ok: #2ea043; --slow: #bb8009; --failed: #f85149; --good: #3fb950; --bad: #f85149; --warn: #d29922; --accent: #4493f8; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 72rem; padding: 2rem 1.5rem 4rem; background: var(--page); color: var(--text);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0; } h2 { font-size: 1.25rem; margin: 3rem 0 .25rem; }
h3 { font-size: 1rem; margin: 1.5rem 0 .25rem; } p { margin: .25rem 0; } a { color: var(--accent); text-decoration: none; }
.small { font-size: .8125rem; color: var(--muted); } aside { max-width: 52rem; margin-top: 1rem; }
.badge { display: inline-block; padding: 0 .5em; border: 1px solid; border-radius: 1em; font-size: .75rem; font-weight: 600;
  line-height: 1.5; vertical-align: .15em; white-space: nowrap; color: var(--muted); }
.badge.passed, .better { color: var(--good); } .badge.missed, .badge.aborted, .worse { color: var(--bad); }
.badge.not-run, .badge.dry-run { color: var(--warn); }
.overview { list-style: none; margin: 1.5rem 0 0; padding: 0; border-top: 1px solid var(--line); }
.overview li { display: grid; grid-template-columns: minmax(12rem, 1fr) minmax(14rem, 1.2fr) 2fr; gap: .5rem 2rem;
  padding: .875rem 0; border-bottom: 1px solid var(--line); }
.row-name a { font-weight: 600; }
.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr)); gap: .25rem 1rem; margin: 0; font-size: .8125rem; }
.facts dt { color: var(--muted); } .facts dd { margin: 0; font-variant-numeric: tabular-nums; }
.settings { grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr)); margin-top: .5rem; }
.row-outage p { font-variant-numeric: tabular-nums; font-size: .875rem; }
.scale { position: relative; height: .75rem; margin: .375rem 4px; background: var(--soft); box-shadow: inset 0 0 0 1px var(--line); border-radius: 2px; }
.scale > span { position: absolute; }
.bar { inset: 0 auto 0 0; min-width: 2px; border-radius: 2px; background: var(--ok); } .bar.missed, .bar.aborted { background: var(--failed); }
.limit { top: -3px; bottom: -3px; width: 2px; margin-left: -2px; background: var(--bad); }
.predicted { top: -3px; bottom: -3px; border-left: 2px dashed var(--muted); }
.dot { position: absolute; width: 7px; height: 7px; margin-left: -3.5px; border-radius: 50%; background: var(--accent); }
.scale .dot { top: calc(50% - 3.5px); box-shadow: 0 0 0 1px var(--page); }
.reasons { color: var(--bad); padding-left: 1.25rem; margin: .25rem 0; }
.timeline { margin: .75rem 4px .5rem 0; } .plot { position: relative; padding-top: 3.25rem; }
.lane { display: grid; grid-template-columns: var(--names) 1fr; align-items: center; margin-bottom: 3px; }
.lane-name { font-size: .75rem; color: var(--muted); padding-right: .75rem; line-height: 1.2; }
.lane svg { display: block; width: 100%; height: 1.75rem; background: var(--soft); }
rect.ok { fill: var(--ok); } rect.slow { fill: var(--slow); } rect.failed { fill: var(--failed); }
.overlay { position: absolute; inset: 0 0 0 var(--names); pointer-events: none; }
.overlay .dot { top: 2.5rem; pointer-events: auto; }
.mark { position: absolute; top: 0; bottom: 0; border-left: 1px solid var(--text); font-size: .75rem; line-height: 1.2; }
.mark.undone { top: 1.1rem; border-left-style: dashed; } .mark span { position: absolute; left: .25rem; white-space: nowrap; }
.mark.before span { left: auto; right: .25rem; }
.axis { position: relative; height: 1.25rem; margin-left: var(--names); font-size: .75rem; color: var(--muted); }
.axis span { position: absolute; transform: translateX(-50%); white-space: nowrap; font-variant-numeric: tabular-nums; }
table { border-collapse: collapse; font-size: .8125rem; margin: .5rem 0; font-variant-numeric: tabular-nums; }
th, td { text-align: left; vertical-align: top; padding: .25rem 1rem .25rem 0; border-bottom: 1px solid var(--line); overflow-wrap: normal; } th { color: var(--muted); font-weight: 500; }
.key { display: inline-block; width: .7em; height: .7em; border-radius: 1px; }
.key.ok { background: var(--ok); } .key.slow { background: var(--slow); } .key.failed { background: var(--failed); }
@media (max-width: 56rem) { .overview li { grid-template-columns: 1fr 1.2fr; } .overview .facts { grid-column: 1 / -1; } }
@media (max-width: 40rem) { :root { --names: 0rem; } body { padding: 1.25rem 1rem 3rem; } .overview li, .lane { grid-template-columns: 1fr; }
  .axis .minor { display: none; } th, td { padding-right: .5rem; } }
@page { size: A4; margin: 16mm 14mm; }
@media print { :root { color-scheme: light; --text: #000; --muted: #444; --line: #bbb; --page: #fff; --soft: #f2f2f2; --ok: #4ac26b; --slow: #d4a72c; --failed: #cf222e;
    --good: #116329; --bad: #a40e26; --warn: #7d4e00; --accent: #0550ae; --names: 8rem; }
  body { padding: 0; max-width: none; font-size: 10pt; } * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  h2, h3 { break-after: avoid; } .overview li, .timeline, table, aside { break-inside: avoid; } a { color: inherit; } }
`;
