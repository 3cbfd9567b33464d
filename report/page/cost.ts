/** What the plan costs in a month at rest, by part and region. */
import type { CostReport } from "../../cost/monthly-cost";
import { costMatrix, dollars, remarks } from "../../cost/report/matrix";
import { escapeMarkup as text } from "../../drill/report/markup";

export function costSection(cost: CostReport): string {
  const { regions, rows, totals } = costMatrix(cost);
  const line = (cells: readonly string[], head: string): string =>
    `<tr><th scope="row">${text(head)}</th>${cells.map((cell) => `<td>${text(cell)}</td>`).join("")}</tr>`;
  const body = rows.map(({ part, monthlyUsd, total }) => line([...monthlyUsd, total].map(dollars), part));
  return `<section id="cost" aria-labelledby="cost-title">
<h2 id="cost-title">What it costs</h2>
<p class="lead">$${dollars(cost.monthlyUsd)} in a month, while nobody uses it.</p>
<div class="wide-table" role="region" aria-label="Cost by part and region" tabindex="0"><table class="plain money"><thead><tr><th scope="col">Part</th>${[...regions, "Together"].map((region) => `<th scope="col">${text(region)}</th>`).join("")}</tr></thead>
<tbody>${body.join("")}</tbody><tfoot>${line([...totals, cost.monthlyUsd].map(dollars), "Together")}</tfoot></table></div>
${remarks(cost)
  .map((remark) => `<p class="small">${text(remark)}</p>`)
  .join("\n")}
</section>`;
}
