/**
 * Where everything of a topology is drawn, as numbers. Regions stand side by side, or below each other where there is
 * no room; zones are columns in them, tiers rows that all regions share, and a part is a bar over its zones.
 */
import type { TopologyEntry, PartEntry } from "../model/inputs";

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PartBox extends Box {
  readonly part: PartEntry;
  /** One for each zone, or a single one over the whole width for what has none. */
  readonly segments: readonly (Box & { readonly zone: string | undefined })[];
}

export interface TierBox extends Box {
  readonly tier: string;
  readonly parts: readonly PartBox[];
  /** How many parts of the tier are not drawn, for want of room. */
  readonly hidden: number;
}

export interface RegionBox extends Box {
  readonly region: string;
  readonly serves: boolean;
  readonly zones: readonly (Box & { readonly zone: string })[];
  readonly tiers: readonly TierBox[];
}

export interface TopologyLayout {
  readonly width: number;
  readonly height: number;
  readonly regions: readonly RegionBox[];
}

/** The region of what belongs to none, as the analysis calls it. */
export const GLOBAL = "global";

const HEAD = 58;
const ZONE_HEAD = 26;
const TIER_HEAD = 24;
const PART = 40;
const PART_GAP = 6;
const GUTTER = 26;
const PADDING = 14;
const MOST_ROWS = 4;

export interface LayoutOptions {
  /** Of the whole drawing, in its own units. */
  readonly width: number;
  /** Regions side by side at most. */
  readonly columns: number;
  readonly activeRegions: readonly string[];
  /** The tiers from top to bottom. */
  readonly tiers: readonly string[];
}

/** What is of no region comes first and over the whole width; then the regions that serve, then the others. */
export function layoutOf({ parts }: TopologyEntry, options: LayoutOptions): TopologyLayout {
  const { width, columns, activeRegions } = options;
  const names = [...new Set(parts.map(({ region }) => region))].filter((region) => region !== GLOBAL);
  const regions = names.sort(
    (one, other) => Number(activeRegions.includes(other)) - Number(activeRegions.includes(one)),
  );
  const boxes: RegionBox[] = [];
  let y = 0;
  const rows = [
    ...(parts.some(({ region }) => region === GLOBAL) ? [[GLOBAL]] : []),
    ...chunks(regions, Math.max(1, columns)),
  ];
  for (const row of rows) {
    const gap = row.length > 1 ? 56 : 0;
    const each = (width - gap * (row.length - 1)) / row.length;
    const shared = tiersOf(row, parts, options.tiers);
    const placed = row.map((region, column) => {
      const place = { x: column * (each + gap), y, width: each };
      return region === GLOBAL
        ? worldwideBox(place, parts, shared)
        : regionBox(region, place, parts, shared, activeRegions);
    });
    boxes.push(...placed);
    y += Math.max(...placed.map(({ height }) => height)) + 36;
  }
  return { width, height: Math.max(0, y - 36), regions: boxes };
}

interface SharedTier {
  readonly tier: string;
  /** Bars in the region that has the most. */
  readonly bars: number;
}

function tiersOf(
  regions: readonly string[],
  parts: readonly PartEntry[],
  order: readonly string[],
): readonly SharedTier[] {
  const present = order.filter((tier) =>
    parts.some((part) => part.tier === tier && regions.includes(part.region)),
  );
  return present.map((tier) => {
    const counts = regions.map(
      (region) => rowsOf(parts.filter((part) => part.tier === tier && part.region === region)).length,
    );
    return { tier, bars: Math.min(MOST_ROWS, Math.max(...counts)) };
  });
}

/** The narrowest that a bar of what has no region becomes, beside others. */
const WORLDWIDE_PART = 260;

/** What has no region has no zones either: its parts stand side by side, two rows of them at most. */
function worldwideBox(
  place: Pick<Box, "x" | "y" | "width">,
  all: readonly PartEntry[],
  shared: readonly SharedTier[],
): RegionBox {
  const [left, inner] = [place.x + GUTTER, place.width - GUTTER - PADDING];
  const columns = Math.max(1, Math.floor(inner / WORLDWIDE_PART));
  const width = inner / columns;
  let y = place.y + HEAD;
  const tiers = shared.map(({ tier }): TierBox => {
    const members = all.filter((part) => part.region === GLOBAL && part.tier === tier);
    const shown = members.slice(0, Math.max(MOST_ROWS, 2 * columns));
    const parts = shown.map((part, index): PartBox => {
      const row = Math.floor(index / columns);
      const box = {
        x: left + (index % columns) * width,
        y: y + TIER_HEAD + row * (PART + PART_GAP),
        width: width - PART_GAP,
        height: PART,
      };
      return { ...box, part, segments: [{ ...box, zone: undefined }] };
    });
    const height = TIER_HEAD + Math.ceil(shown.length / columns) * (PART + PART_GAP);
    const box = { x: left, y, width: inner, height, tier, parts, hidden: members.length - shown.length };
    y += height;
    return box;
  });
  return { ...place, height: y - place.y + PADDING, region: GLOBAL, serves: true, zones: [], tiers };
}

/** Parts in rows: those that share no zone stand side by side. */
function rowsOf(parts: readonly PartEntry[]): readonly (readonly PartEntry[])[] {
  const rows: PartEntry[][] = [];
  for (const part of parts) {
    const free = rows.find((row) => row.every((other) => areApart(part, other)));
    if (free) free.push(part);
    else rows.push([part]);
  }
  return rows;
}

/** Whether a bar from the first to the last zone of one leaves the other's free; what has no zone takes the whole row. */
function areApart({ zones: one }: PartEntry, { zones: other }: PartEntry): boolean {
  const [first, last] = [one[0], one.at(-1)];
  const [begin, end] = [other[0], other.at(-1)];
  if (first === undefined || last === undefined || begin === undefined || end === undefined) return false;
  return last < begin || end < first;
}

function regionBox(
  region: string,
  place: Pick<Box, "x" | "y" | "width">,
  all: readonly PartEntry[],
  shared: readonly SharedTier[],
  activeRegions: readonly string[],
): RegionBox {
  const parts = all.filter((part) => part.region === region);
  const zoneNames = [...new Set(parts.flatMap(({ zones }) => zones))].sort();
  const [left, inner] = [place.x + GUTTER, place.width - GUTTER - PADDING];
  const zoneWidth = inner / Math.max(1, zoneNames.length);
  let y = place.y + HEAD + (zoneNames.length > 0 ? ZONE_HEAD : 0);
  const tiers = shared.map(({ tier, bars }): TierBox => {
    const members = parts.filter((part) => part.tier === tier);
    const rows = rowsOf(members).slice(0, MOST_ROWS);
    const height = TIER_HEAD + bars * (PART + PART_GAP);
    const box = { x: left, y, width: inner, height };
    const drawn = rows.flatMap((row, index) => {
      const at = { x: left, y: y + TIER_HEAD + index * (PART + PART_GAP), width: inner };
      return row.map((part) => partBox(part, at, zoneNames));
    });
    y += height;
    return { ...box, tier, parts: drawn, hidden: members.length - drawn.length };
  });
  const height = y - place.y + PADDING;
  const zones = zoneNames.map((zone, index) => ({
    zone,
    x: left + index * zoneWidth,
    y: place.y + HEAD,
    width: zoneWidth,
    height: height - HEAD - PADDING / 2,
  }));
  return { ...place, height, region, serves: activeRegions.includes(region), zones, tiers };
}

function partBox(
  part: PartEntry,
  { x, y, width }: Pick<Box, "x" | "y" | "width">,
  zoneNames: readonly string[],
): PartBox {
  const zoneWidth = width / Math.max(1, zoneNames.length);
  const columns = part.zones.map((zone) => zoneNames.indexOf(zone));
  if (columns.length === 0) {
    return { part, x, y, width, height: PART, segments: [{ zone: undefined, x, y, width, height: PART }] };
  }
  const [first, last] = [Math.min(...columns), Math.max(...columns)];
  const segments = part.zones.map((zone) => ({
    zone,
    x: x + zoneNames.indexOf(zone) * zoneWidth + 2,
    y,
    width: zoneWidth - 4,
    height: PART,
  }));
  const box = { x: x + first * zoneWidth + 2, width: (last - first + 1) * zoneWidth - 4 };
  return { part, ...box, y, height: PART, segments };
}

function chunks<T>(all: readonly T[], size: number): T[][] {
  const count = Math.ceil(all.length / size);
  return Array.from({ length: count }, (_, index) => all.slice(index * size, (index + 1) * size));
}
