/** The table of what survives as a picture that stands alone, such as in a README. Text is the reader's own font. */
import { escapeMarkup as text } from "../../drill/report/markup";
import type { FailureRow, SurvivabilityFile } from "../model/inputs";
import { SIGNS, tierTitle } from "./words";

const [LEFT, TOP, CELL, HEIGHT, GROUP] = [164, 44, 96, 40, 38] as const;

const style = `
svg { font: 11px system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; fill: #1f2328; }
.head, .group { fill: #59636e; } .failure { font-size: 12px; } .group { font-weight: 600; font-size: 12px; }
.survives rect { fill: #e6f4ea; } .lost rect { fill: #b3261e; } .unknown rect { fill: #fdf0d0; } .lost text { fill: #fff; font-weight: 600; } .survives .sign { fill: #1a7f37; } .untouched { fill: #8b949e; }
.sign { font-weight: 700; }
@media (prefers-color-scheme: dark) { svg { fill: #e6edf3; } .head, .group { fill: #9198a1; } .survives rect { fill: #12261a; } .lost rect { fill: #f0736a; } .unknown rect { fill: #322508; }
  .lost text { fill: #210504; } .survives .sign { fill: #3fb950; } .untouched { fill: #6e7681; } }`;

/** @returns an SVG with what each single failure leaves of each tier. */
export function toPicture({ failures, tiers, activeRegions }: SurvivabilityFile): string {
  const regions = [...new Set(failures.map(({ region }) => region))];
  let y = TOP;
  const body = regions.map((region) => {
    const title = `${region} · ${activeRegions.includes(region) ? "serves" : "stands by"}`;
    const heading = `<text class="group" x="0" y="${y + 25}">${text(title)}</text>`;
    y += GROUP;
    const rows = failures.filter((row) => row.region === region);
    const drawn = rows.map((row) => {
      const line = drawRow(row, tiers, y);
      y += HEIGHT;
      return line;
    });
    return [heading, ...drawn].join("\n");
  });
  const width = LEFT + tiers.length * CELL;
  const heads = tiers.map(
    (tier, column) =>
      `<text class="head" x="${LEFT + column * CELL + 10}" y="${TOP - 8}">${text(tierTitle(tier))}</text>`,
  );
  const survived = failures.filter(({ verdict }) => verdict === "survives").length;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${y + 4}" width="${width}" height="${y + 4}" role="img" aria-labelledby="title">
<title id="title">What each failure leaves of each tier: ${survived} of ${failures.length} failures are survived</title>
<style>${style}</style>
${heads.join("")}
${body.join("\n")}
</svg>
`;
}

function drawRow({ failure, verdict, cells }: FailureRow, tiers: readonly string[], y: number): string {
  const drawn = tiers.map((tier, column) => {
    const x = LEFT + column * CELL;
    const cell = cells[tier];
    if (!cell) return `<text class="untouched" x="${x + 10}" y="${y + 22}">–</text>`;
    const [first = "", second = ""] = wrapped(cell.text);
    const [above, below] = second === "" ? [y + 22, 0] : [y + 16, y + 30];
    const more = second === "" ? "" : `<text x="${x + 24}" y="${below}">${text(second)}</text>`;
    return `<g class="${cell.verdict}"><rect x="${x}" y="${y}" width="${CELL - 3}" height="${HEIGHT - 3}" rx="5"/><text class="sign" x="${x + 9}" y="${above}">${SIGNS[cell.verdict]}</text><text x="${x + 24}" y="${above}">${text(first)}</text>${more}</g>`;
  });
  return `<text class="failure" x="0" y="${y + 22}"><tspan class="sign">${SIGNS[verdict]}</tspan> ${text(failure)}</text>${drawn.join("")}`;
}

const LETTERS = 12;

/** Two lines at most; what is longer is cut. */
function wrapped(words: string): readonly string[] {
  const lines: string[] = [];
  for (const word of words.replace(",", "").split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= LETTERS)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  const rest = lines.slice(1).join(" ");
  return rest === ""
    ? lines
    : [lines[0] ?? "", rest.length > LETTERS ? `${rest.slice(0, LETTERS - 1)}…` : rest];
}
