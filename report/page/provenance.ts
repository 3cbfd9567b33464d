/** Whose report it is, and of what: enough to find the run again, and to prove that nothing was changed since. */
import { escapeMarkup as text } from "../../drill/report/markup";
import type { Provenance } from "../model/run-report";

export function provenanceSection(provenance: Provenance): string {
  const { writtenAt, operator, host, commit, modified, versions, inputs } = provenance;
  const facts: readonly (readonly [string, string])[] = [
    ["Written", writtenAt],
    ["Operator", operator],
    ["Host", host],
    ["Commit", commit === undefined ? "not in a repository" : `${commit}${modified ? ", modified" : ""}`],
    ...Object.entries(versions),
  ];
  const rows = inputs.map(
    ({ name, bytes, sha256, writtenAt: at }) =>
      `<tr><td class="whole">${text(name)}</td><td class="whole">${bytes.toLocaleString("en-US")}</td><td class="whole">${text(at.slice(0, 19))}Z</td><td class="urn">${text(sha256)}</td></tr>`,
  );
  return `<section id="provenance" aria-labelledby="provenance-title">
<h2 id="provenance-title">Where this comes from</h2>
<dl class="facts settings">${facts.map(([name, value]) => `<div><dt>${text(name)}</dt><dd>${text(value)}</dd></div>`).join("")}</dl>
<table class="plain"><thead><tr><th scope="col">Input</th><th scope="col">Bytes</th><th scope="col">Written</th><th scope="col">SHA-256</th></tr></thead><tbody>${rows.join("")}</tbody></table>
</section>`;
}
