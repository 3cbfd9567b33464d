/** The table of what survives as a picture that stands alone, such as in a README. Text is the reader's own font. */
import { escapeMarkup as text } from "../../drill/report/markup";
import type { FailureRow, SurvivabilityFile } from "../model/inputs";
import { SIGNS, tierTitle } from "./words";

const [LEFT, TOP, CELL, HEIGHT, GROUP] = [152, 36, 100, 48, 38] as const;

const style = `
svg { font: 11px system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; fill: #1f2328; }
.head, .group { fill: #59636e; } .failure { font-size: 12px; } .group { font-weight: 600; font-size: 12px; }
.survives rect { fill: #e6f4ea; } .lost rect { fill: #b3261e; } .unknown rect { fill: #fdf0d0; } .lost text { fill: #fff; font-weight: 600; } .survives .sign { fill: #1a7f37; } .untouched { fill: #8b949e; }
.sign { font-weight: 700; }
@media (prefers-color-scheme: dark) { svg { fill: #e6edf3; } .head, .group { fill: #9198a1; } .survives rect { fill: #12261a; } .lost rect { fill: #f0736a; } .unknown rect { fill: #322508; }
  .lost text { fill: #210504; } .survives .sign { fill: #3fb950; } .untouched { fill: #6e7681; } }`;

/** @returns an SVG with what each single failure leaves of each tier; zones that leave the same are one row. */
export function toPicture({ failures, tiers, activeRegions }: SurvivabilityFile): string {
  const regions = [...new Set(failures.map(({ region }) => region))];
  let y = TOP;
  const body = regions.map((region) => {
    const title = `${region} · ${activeRegions.includes(region) ? "serves" : "stands by"}`;
    const heading = `<text class="group" x="0" y="${y + 25}">${text(title)}</text>`;
    y += GROUP;
    const drawn = zonesMerged(failures.filter((row) => row.region === region)).map((row) => {
      const line = drawRow(row, tiers, y);
      y += HEIGHT;
      return line;
    });
    return [heading, ...drawn].join("\n");
  });
  const width = LEFT + tiers.length * CELL;
  const heads = tiers.map(
    (tier, column) =>
      `<text class="head" x="${LEFT + column * CELL + 9}" y="${TOP - 8}">${text(tierTitle(tier))}</text>`,
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

function zonesMerged(rows: readonly FailureRow[]): readonly FailureRow[] {
  const zones = rows.filter(({ kind }) => kind === "zone");
  const [first] = zones;
  const texts = new Set(
    zones.map(({ cells }) => JSON.stringify(Object.entries(cells).map(([tier, cell]) => [tier, cell.text]))),
  );
  if (!first || zones.length < 2 || texts.size > 1) return rows;
  const merged = { ...first, failure: `any zone of ${first.region}` };
  return rows.flatMap((row) => (row === first ? [merged] : row.kind === "zone" ? [] : [row]));
}

function drawRow({ failure, verdict, cells }: FailureRow, tiers: readonly string[], y: number): string {
  const middle = y + HEIGHT / 2 + 2;
  const drawn = tiers.map((tier, column) => {
    const x = LEFT + column * CELL;
    const cell = cells[tier];
    if (!cell) return `<text class="untouched" x="${x + 9}" y="${middle}">–</text>`;
    const lines = wrapped(cell.text);
    const top = middle - ((lines.length - 1) * LINE) / 2;
    const words = lines.map(
      (line, index) => `<text x="${x + 22}" y="${top + index * LINE}">${text(line)}</text>`,
    );
    return `<g class="${cell.verdict}"><rect x="${x}" y="${y}" width="${CELL - 3}" height="${HEIGHT - 3}" rx="5"/><text class="sign" x="${x + 8}" y="${top}">${SIGNS[cell.verdict]}</text>${words.join("")}</g>`;
  });
  return `<text class="failure" x="0" y="${middle}"><tspan class="sign">${SIGNS[verdict]}</tspan> ${text(failure)}</text>${drawn.join("")}`;
}

const [LETTERS, LINES, LINE] = [12, 3, 14];

/** Lines that a cell has room for, broken at commas first; what is longer is cut. */
function wrapped(words: string): readonly string[] {
  const lines = words.split(/(?<=,) /).flatMap((clause) => {
    const broken: string[] = [];
    for (const word of clause.split(" ")) {
      const last = broken.at(-1);
      if (last !== undefined && `${last} ${word}`.length <= LETTERS)
        broken[broken.length - 1] = `${last} ${word}`;
      else broken.push(word);
    }
    return broken;
  });
  const shown = lines.length > LINES ? [...lines.slice(0, LINES - 1), `${lines[LINES - 1] ?? ""}…`] : lines;
  return shown.map((line) => (line.length > LETTERS + 1 ? `${line.slice(0, LETTERS)}…` : line));
}
