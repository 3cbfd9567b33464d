/** What the policies said, worst first, and what nobody looked into. */
import { escapeMarkup as text } from "../../drill/report/markup";
import type { FindingEntry, PoliciesFile, SurvivabilityFile } from "../model/inputs";
import { counted } from "./words";

const KINDS: Readonly<Record<FindingEntry["kind"], string>> = {
  fail: "✕ violation",
  unknown: "? not known",
  exempt: "○ exempt",
};

export function findingsSection(policies: PoliciesFile): string {
  const { findings, verdicts, judging, partial } = policies;
  const said = `${counted(judging, "policy").replace(/ys$/, "ies")} of ${policies.policies} had something to judge: ${verdicts.pass} passed, ${verdicts.fail} failed, ${verdicts.unknown} not known.`;
  const list =
    findings.length === 0
      ? `<p class="good-news"><span class="sign survives" aria-hidden="true">✓</span> No policy objects.</p>`
      : `<ul class="findings">${findings.map(item).join("\n")}</ul>`;
  return `<section id="findings" aria-labelledby="findings-title">
<h2 id="findings-title">What the policies say</h2>
<p class="lead">${said}</p>
${partial === undefined ? "" : `<p class="warning">The plan is not the whole program: ${text(partial)}</p>`}
${list}
</section>`;
}

function item({ kind, policy, severity, level, urn, message }: FindingEntry): string {
  return `<li class="${kind}"><p><span class="badge ${kind}">${KINDS[kind]}</span> <b>${text(policy)}</b> <span class="small">${text(severity)}, ${text(level)}</span></p>
<p>${text(message)}</p>
${urn === undefined ? "" : `<p class="urn small">${text(urn)}</p>`}</li>`;
}

export function notJudgedSection({ notJudged }: SurvivabilityFile): string {
  const rows = notJudged.map(
    ({ name, type, urn }) =>
      `<tr><td>${text(name)}</td><td>${text(type)}</td><td class="urn">${text(urn)}</td></tr>`,
  );
  const body =
    rows.length === 0
      ? `<p class="good-news"><span class="sign survives" aria-hidden="true">✓</span> Nothing that may serve or keep data was left out.</p>`
      : `<p class="lead">${counted(rows.length, "resource")} may serve or keep data, and this report says nothing about them.</p><table class="plain"><thead><tr><th scope="col">Resource</th><th scope="col">Type</th><th scope="col">URN</th></tr></thead><tbody>${rows.join("")}</tbody></table>`;
  return `<section id="not-judged" aria-labelledby="not-judged-title">
<h2 id="not-judged-title">What was not judged</h2>
${body}
</section>`;
}
