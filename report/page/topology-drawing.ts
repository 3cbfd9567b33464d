/** A topology as SVG: colours and sizes are the style sheet's, and what breaks is marked by the page's script. */
import { escapeMarkup as text } from "../../drill/report/markup";
import type { TopologyEntry } from "../model/inputs";
import {
  GLOBAL,
  layoutOf,
  type LayoutOptions,
  type PartBox,
  type RegionBox,
  type TierBox,
} from "./topology-layout";
import { tierTitle } from "./words";

export interface DrawingOptions extends LayoutOptions {
  /** Tells two drawings on one page apart: `wide`, `narrow`. */
  readonly name: string;
}

/** @param numbers of the parts, by URN: the page's script finds them by these. */
export function drawTopology(
  topology: TopologyEntry,
  numbers: ReadonlyMap<string, number>,
  options: DrawingOptions,
): string {
  const { name } = options;
  const layout = layoutOf(topology, options);
  const boxes = new Map(
    layout.regions
      .flatMap(({ tiers }) => tiers)
      .flatMap(({ parts }) => parts)
      .map((box) => [box.part.urn, box]),
  );
  const flows = topology.flows.flatMap(({ kind, from, to }) => {
    const [source, target] = [boxes.get(from), boxes.get(to)];
    return source && target ? [flowPath(kind, source, target, name)] : [];
  });
  const height = Math.ceil(layout.height) + 2;
  return `<svg class="drawing ${name}" viewBox="-1 -1 ${layout.width + 2} ${height}" role="img" aria-labelledby="topology-title topology-words">
<defs><pattern id="gone-${name}" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="hatch-ground" width="7" height="7"/><rect class="hatch" width="2" height="7"/></pattern>
${["traffic", "replication"].map((kind) => `<marker id="${kind}-${name}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path class="head ${kind}" d="M0 0.5 8 4 0 7.5z"/></marker>`).join("")}</defs>
${layout.regions.map(drawRegion).join("\n")}
<g class="flows">${flows.join("")}</g>
${layout.regions.map(({ region, tiers }) => tiers.map((tier) => drawTier(tier, region, numbers)).join("")).join("\n")}
</svg>`;
}

/** The ground that flows and parts are drawn on. */
function drawRegion(box: RegionBox): string {
  const { x, y, width, height, region, serves, zones } = box;
  const isGlobal = region === GLOBAL;
  const role = isGlobal ? "of no region" : serves ? "serves" : "stands by";
  const title = isGlobal ? "Worldwide" : region;
  const bands = zones.map(
    (zone) =>
      `<g class="zone" data-region="${text(region)}" data-zone="${text(zone.zone)}"><rect class="band" x="${n(zone.x + 1)}" y="${n(zone.y)}" width="${n(zone.width - 2)}" height="${n(zone.height)}" rx="8"/><text class="zone-name" x="${n(zone.x + zone.width / 2)}" y="${n(zone.y + 18)}">${text(fitted(zone.zone, zone.width - 8, 7.4))}</text></g>`,
  );
  return `<g class="region${serves || isGlobal ? " serves" : ""}" data-region="${text(region)}"><rect class="frame" x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" rx="14"/>
<text class="region-name" x="${n(x + 26)}" y="${n(y + 36)}">${text(fitted(title, width - 150, 11))}</text><text class="role" x="${n(x + width - 16)}" y="${n(y + 36)}">${role}</text>
${bands.join("")}</g>`;
}

function drawTier(box: TierBox, region: string, numbers: ReadonlyMap<string, number>): string {
  const { tier, parts, hidden, x, y, width } = box;
  if (parts.length === 0) return "";
  const more =
    hidden > 0 ? `<text class="more" x="${n(x + width)}" y="${n(y + 17)}">and ${hidden} more</text>` : "";
  return `<text class="tier" x="${n(x + 2)}" y="${n(y + 17)}">${text(tierTitle(tier))}</text>${more}${parts.map((part) => drawPart(part, region, numbers)).join("")}`;
}

function drawPart(
  { part, segments, x, y, width }: PartBox,
  region: string,
  numbers: ReadonlyMap<string, number>,
): string {
  const { urn, name, type, units, unit, tier } = part;
  const bars = segments.map(
    (segment) =>
      `<rect class="segment" data-region="${text(region)}"${segment.zone === undefined ? "" : ` data-zone="${text(segment.zone)}"`} x="${n(segment.x)}" y="${n(segment.y)}" width="${n(segment.width)}" height="${n(segment.height)}" rx="7"/>`,
  );
  const count =
    units === undefined || unit === undefined ? "" : `${units} ${units === 1 ? unit : plural(unit)} · `;
  const kind = `${type.split(":").at(-1) ?? type}${part.zonesAreExact || part.zones.length < 2 ? "" : ", in some of these zones"}`;
  return `<g class="part ${text(tier)}${part.zonesAreExact || part.zones.length < 2 ? "" : " somewhere"}" data-part="${numbers.get(urn) ?? -1}"><title>${text(`${name}, ${count}${type}`)}</title>${bars.join("")}<text class="part-name" x="${n(x + 10)}" y="${n(y + 17)}">${text(fitted(name, width - 20, 7.6))}</text><text class="part-kind" x="${n(x + 10)}" y="${n(y + 32)}">${text(fitted(`${count}${kind}`, width - 20, 6.6))}</text><text class="state" x="${n(x + 10)}" y="${n(y + 32)}"></text></g>`;
}

/** `zone of the network load balancer` has its noun in front. */
function plural(unit: string): string {
  return unit.replace(/^\S+/, (noun) => `${noun}s`);
}

/** Requests go down the left margin; copies cross from region to region, on the right where these are below each other. */
function flowPath(kind: "traffic" | "replication", from: PartBox, to: PartBox, name: string): string {
  const end = `marker-end="url(#${kind}-${name})"`;
  const [fromY, toY] = [from.y + from.height / 2, to.y + to.height / 2];
  if (kind === "replication") {
    if (from.x + from.width <= to.x || to.x + to.width <= from.x) {
      const right = from.x < to.x;
      const [startX, endX] = right ? [from.x + from.width, to.x] : [from.x, to.x + to.width];
      const middle = (startX + endX) / 2;
      return `<path class="flow replication" d="M${n(startX)} ${n(fromY)} C${n(middle)} ${n(fromY)} ${n(middle)} ${n(toY)} ${n(endX)} ${n(toY)}" ${end}/>`;
    }
    const [startX, endX] = [from.x + from.width, to.x + to.width];
    const rail = Math.max(startX, endX) + 8;
    return `<path class="flow replication" d="M${n(startX)} ${n(fromY)} C${n(rail)} ${n(fromY)} ${n(rail)} ${n(fromY)} ${n(rail)} ${n(fromY + 8 * Math.sign(toY - fromY))} V${n(toY - 8 * Math.sign(toY - fromY))} C${n(rail)} ${n(toY)} ${n(rail)} ${n(toY)} ${n(endX)} ${n(toY)}" ${end}/>`;
  }
  // Along the margin of the target: what comes from elsewhere enters it from above.
  const rail = to.x - 12;
  const down = Math.sign(toY - fromY) || 1;
  if (Math.abs(from.x - to.x) < 3) {
    return `<path class="flow traffic" d="M${n(from.x)} ${n(fromY)} C${n(rail)} ${n(fromY)} ${n(rail)} ${n(fromY)} ${n(rail)} ${n(fromY + 8 * down)} V${n(toY - 8 * down)} C${n(rail)} ${n(toY)} ${n(rail)} ${n(toY)} ${n(to.x)} ${n(toY)}" ${end}/>`;
  }
  const startX = Math.min(Math.max(rail, from.x + 8), from.x + from.width - 8);
  const startY = from.y + (down > 0 ? from.height : 0);
  return `<path class="flow traffic" d="M${n(startX)} ${n(startY)} C${n(startX)} ${n(startY + 24 * down)} ${n(rail)} ${n(startY + 4 * down)} ${n(rail)} ${n(startY + 30 * down)} V${n(toY - 8 * down)} C${n(rail)} ${n(toY)} ${n(rail)} ${n(toY)} ${n(to.x)} ${n(toY)}" ${end}/>`;
}

/** A text cut to a width. @param advance of a letter of the font, about. */
function fitted(words: string, width: number, advance: number): string {
  const most = Math.max(3, Math.floor(width / advance));
  return words.length <= most ? words : `${words.slice(0, most - 1)}…`;
}

const n = (value: number): string => String(Math.round(value * 10) / 10);
