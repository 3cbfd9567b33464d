/** What the benchmark's figures say: pure functions on medians. */
import { PARTS, type Measurement, type Part } from "./measure";

export type Figures = Omit<Measurement, "exitCode">;

/** What was measured, by name, in the order of the table. */
export const subjectTitles = {
  startUp: "next to nothing, with policies",
  floor: "floor: as many as prod, flat",
  plain: "prod",
  judged: "prod with policies",
  four: "prod in 4 regions with policies",
  eight: "prod in 8 regions with policies",
  foreign: "foreign program",
  foreignJudged: "foreign program with policies",
  reference: "prod with policies, then",
} as const;
export type SubjectKey = keyof typeof subjectTitles;

export type Medians = Readonly<Record<Exclude<SubjectKey, "reference">, Figures>> & {
  readonly reference?: Figures;
};

/** How many resources each program registers. */
export type ResourceCounts = Readonly<Record<"prod" | "foreign", number>>;

const columns: Readonly<Record<Part, string>> = {
  program: "program",
  "policy pack": "pack",
  "command and cloud": "cloud",
  engine: "engine",
  other: "other",
};
const ORDER = Object.keys(columns) as Part[];

export function table(medians: Medians): string[] {
  const rows = (Object.keys(subjectTitles) as SubjectKey[]).flatMap((key) => {
    const figures = medians[key];
    if (figures === undefined) return [];
    const cpu = ORDER.map((part) => figures.cpuSeconds[part].toFixed(1).padStart(9));
    const peak = PARTS.reduce((sum, part) => sum + figures.peakMiB[part], 0);
    return `${subjectTitles[key].padEnd(33)}${figures.seconds.toFixed(2).padStart(8)}${cpu.join("")}${String(Math.round(peak)).padStart(8)}`;
  });
  const names = ORDER.map((part) => columns[part].padStart(9)).join("");
  return [
    `${"".padEnd(33)}${"wall".padStart(8)}${"processor seconds of".padStart(25)}${"".padStart(20)}${"peak".padStart(8)}`,
    `${"".padEnd(33)}${"s".padStart(8)}${names}${"MiB".padStart(8)}`,
    ...rows,
  ];
}

/** What the failure analysis of so many regions took. */
export interface Analysed {
  readonly regions: number;
  readonly resources: number;
  readonly milliseconds: number;
}

/** How the failure analysis grows with the regions: 1 is in step with them. Informs; a test counts the work itself. */
export function growth(analyses: readonly Analysed[]): string[] {
  const [first] = analyses;
  return analyses.map(({ regions, resources, milliseconds }) => {
    const perRegion =
      first === undefined ? 1 : (milliseconds * first.regions) / (first.milliseconds * regions);
    const what = `failure analysis, ${regions} regions`;
    return `${what.padEnd(33)}${milliseconds.toFixed(1).padStart(8)} ms  ${resources} resources, ${perRegion.toFixed(2)} of the first per region`;
  });
}

export interface Bar {
  readonly name: string;
  readonly value: number;
  readonly limit: number;
  readonly holds: boolean;
}

export function bars(medians: Medians, resources: ResourceCounts): Bar[] {
  const { plain, judged, four, eight, foreign, foreignJudged, reference } = medians;
  return [
    bar("processor ms of the program for a resource of prod", perResource(plain, resources.prod), 12),
    bar("share of the packs in prod's preview", 1 - plain.seconds / judged.seconds, 0.15),
    bar("4 regions, to twice the time of 2", four.seconds / (2 * judged.seconds), 1.05),
    bar("8 regions, to four times the time of 2", eight.seconds / (4 * judged.seconds), 1.05),
    bar(
      `seconds of the packs for ${resources.foreign} foreign resources`,
      foreignJudged.seconds - foreign.seconds,
      10,
    ),
    bar(
      `MiB of the packs for ${resources.foreign} foreign resources`,
      foreignJudged.peakMiB["policy pack"],
      600,
    ),
    ...(reference
      ? [bar("prod with policies, to the reference", judged.seconds / reference.seconds, 0.4)]
      : []),
  ];
}

function perResource({ cpuSeconds }: Figures, resources: number): number {
  return (1000 * cpuSeconds.program) / resources;
}

function bar(name: string, value: number, limit: number): Bar {
  return { name, value, limit, holds: value <= limit };
}

export function describe({ name, value, limit, holds }: Bar): string {
  return `${holds ? "holds " : "MISSED"}  ${name}: ${value.toFixed(2)} of at most ${limit}`;
}
