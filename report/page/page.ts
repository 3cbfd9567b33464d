/** The whole report as one page that needs nothing else: no network, no fonts, no framework. */
import { escapeMarkup as text } from "../../drill/report/markup";
import { dollars } from "../../cost/report/matrix";
import type { RunReport } from "../model/run-report";
import { costSection } from "./cost";
import { drillsSection } from "./drills";
import { findingsSection, notJudgedSection } from "./findings";
import { matrixSection } from "./matrix";
import { provenanceSection } from "./provenance";
import { recoverySection } from "./recovery";
import { script } from "./script";
import { style } from "./style";
import { topologySection } from "./topology";
import { counted } from "./words";

export function toPage(report: RunReport): string {
  const { policies, survivability, cost, drills, provenance } = report;
  const { project, stack } = policies;
  const sections = [
    survivability ? topologySection(survivability) : "",
    survivability ? matrixSection(survivability) : "",
    recoverySection(survivability?.predictions ?? [], drills),
    findingsSection(policies),
    drillsSection(drills),
    cost ? costSection(cost) : "",
    survivability ? notJudgedSection(survivability) : "",
    provenanceSection(provenance),
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>${text(`${project}, ${stack}: what it survives`)}</title>
<style>${style}</style>
</head>
<body class="report">
<header>
<p class="eyebrow">${text(project)} · ${text(stack)} · ${text(provenance.writtenAt.slice(0, 10))}</p>
<h1>${text(headline(report))}</h1>
<dl class="key-figures">${keyFigures(report)
    .map(
      ({ name, value, bad }) =>
        `<div><dt>${text(name)}</dt><dd${bad === true ? ' class="bad"' : ""}>${text(value)}</dd></div>`,
    )
    .join("")}</dl>
</header>
<main>
${sections.filter((section) => section !== "").join("\n")}
</main>
<script>${script}</script>
</body>
</html>
`;
}

/** What the whole page comes to, as one sentence. */
function headline({ survivability }: RunReport): string {
  if (!survivability) return "The plan was not judged as a whole.";
  const judged = survivability.failures.filter((row) => row.judged);
  const survived = judged.filter(({ verdict }) => verdict === "survives").length;
  if (judged.length === 0) return "Nothing in it serves, and nothing keeps data.";
  if (survived === judged.length) return `Survives each of ${counted(judged.length, "failure")}.`;
  if (survived === 0) return `Survives none of ${counted(judged.length, "failure")}.`;
  return `Survives ${survived} of ${counted(judged.length, "failure")}.`;
}

interface KeyFigure {
  readonly name: string;
  readonly value: string;
  readonly bad?: boolean;
}

function keyFigures({ survivability, policies, cost, drills }: RunReport): readonly KeyFigure[] {
  const regional = (survivability?.predictions ?? []).filter(({ kind }) => kind === "region");
  const times = regional.map((each) => (each.unbounded ? Infinity : (each.recoveryTimeSeconds ?? Infinity)));
  const slowest = Math.max(...times);
  const { fail, pass } = policies.verdicts;
  const scenarios = drills.flatMap((drill) => drill.scenarios);
  const passed = scenarios.filter(({ verdict }) => verdict === "passed").length;
  return [
    ...(regional.length > 0
      ? [
          {
            name: "until all serves after the loss of a region, predicted",
            value: Number.isFinite(slowest) ? `${slowest} s` : "no bound",
            bad: regional.some(({ verdict }) => verdict === "broken"),
          },
        ]
      : []),
    {
      name: fail > 0 ? `policy verdicts that fail, ${pass} pass` : "policy verdicts, all pass",
      value: String(fail > 0 ? fail : pass),
      bad: fail > 0,
    },
    ...(survivability
      ? [
          {
            name: "resources that were not judged",
            value: String(survivability.notJudged.length),
            bad: survivability.notJudged.length > 0,
          },
        ]
      : []),
    ...(scenarios.length > 0
      ? [
          {
            name: "drilled scenarios passed",
            value: `${passed} of ${scenarios.length}`,
            bad: passed < scenarios.length,
          },
        ]
      : []),
    ...(cost
      ? [{ name: "a month at rest", value: `$${dollars(Math.round(cost.monthlyUsd)).replace(/\.\d+$/, "")}` }]
      : []),
  ];
}
