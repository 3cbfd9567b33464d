/** How the drawing of the topology looks, whole and broken. */
export const topologyStyle = `
.topology { margin: 1.5rem 0 0; } .drawing { display: block; width: 100%; height: auto; font-family: inherit; } .drawing.narrow { display: none; max-width: 30rem; }
.drawing text { fill: var(--text); } .frame { fill: none; stroke: var(--line); stroke-width: 1.5; stroke-dasharray: 3 4; } .region.serves .frame { stroke: var(--muted); stroke-dasharray: none; }
.drawing .region-name { font: 400 21px var(--serif); } .drawing .role, .drawing .tier, .drawing .zone-name, .drawing .more, .drawing .part-kind { fill: var(--muted); font-size: 12px; }
.drawing .role, .drawing .more { text-anchor: end; } .drawing .told .part-kind { display: none; } .drawing .zone-name { text-anchor: middle; } .drawing .tier { font-weight: 600; }
.drawing .part-name { font-size: 13px; font-weight: 500; } .drawing .part-kind { font-size: 12px; } .drawing .state { font-size: 12px; font-weight: 700; }
.band { fill: var(--soft); } .segment { fill: var(--page); stroke: var(--line); } .app .segment { fill: var(--part-app); } .database .segment, .cache .segment, .object-store .segment { fill: var(--part-data); } .load-balancer .segment, .dns .segment { fill: var(--part-edge); }
:root { --part-app: #e4eefb; --part-data: #efe8f8; --part-edge: #e2f1f0; } @media (prefers-color-scheme: dark) { :root { --part-app: #16263d; --part-data: #261d38; --part-edge: #12292a; } }
.part.somewhere .segment { stroke-dasharray: 4 3; stroke: var(--muted); }
.flow { fill: none; stroke-width: 1.5; stroke: var(--muted); } .flow.replication { stroke: var(--accent); stroke-dasharray: 5 4; } .head { fill: var(--muted); } .head.replication { fill: var(--accent); }
.line { display: inline-block; width: 1.75em; border-top: 2px solid var(--muted); vertical-align: .25em; } .line.replication { border-top: 2px dashed var(--accent); }
.hatch-ground { fill: var(--page); } .hatch { fill: var(--bad); opacity: .45; } .key-gone { display: inline-block; width: 1.25em; height: .8em; border: 1px solid var(--bad); background: repeating-linear-gradient(45deg, transparent 0 3px, var(--bad) 3px 4px); }
.segment.gone { stroke: var(--bad); } .wide .segment.gone { fill: url(#gone-wide); } .narrow .segment.gone { fill: url(#gone-narrow); } .drawing .zone.gone text { fill: var(--bad); text-decoration: line-through; } .drawing .region.gone > .frame { stroke: var(--bad); }
.drawing .region.gone > .region-name { fill: var(--bad); text-decoration: line-through; } .part text { paint-order: stroke; stroke: none; } .broken .part text { stroke: var(--page); stroke-width: 3px; stroke-linejoin: round; }
.drawing .part.lost .state, .drawing .part.gone .state { fill: var(--bad); } .drawing .part.survives .state { fill: var(--good); } .drawing .part.unknown .state { fill: var(--warn); } .part.lost .segment { stroke: var(--bad); stroke-width: 2; } .part.survives .segment:not(.gone) { stroke: var(--good); stroke-width: 2; }
.broken .flows { opacity: .3; } .breakers { display: flex; flex-wrap: wrap; gap: .375rem; margin-top: 1.5rem; } .breakers button.failure { border-color: var(--line); border-radius: 2rem; padding: .375rem .875rem; }
.aftermath > div { border-top: 1px solid var(--line); margin-top: 1rem; } .aftermath ul { list-style: none; padding: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 20rem), 1fr)); gap: .5rem 2rem; } .aftermath .why { display: block; padding-left: 1.1em; }
@media (max-width: 56rem) { .drawing.wide { display: none; } .drawing.narrow { display: block; } }
@media print { :root { --part-app: #e4eefb; --part-data: #efe8f8; --part-edge: #e2f1f0; } .drawing.wide { display: block; } .drawing.narrow { display: none; } }
`;
