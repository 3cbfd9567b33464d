/** What the benchmark's figures say: pure functions on medians. */

interface Median {
  readonly seconds: number;
  readonly peakMiB: number;
}

export interface Medians {
  /** The same number of resources, flat, without policies. */
  readonly floor: Median;
  /** prod without policies. */
  readonly plain: Median;
  /** prod with the policy packs. */
  readonly judged: Median;
  /** prod in four regions, with the policy packs. */
  readonly four: Median;
}

const titles: Readonly<Record<keyof Medians, string>> = {
  floor: "floor: flat program",
  plain: "prod",
  judged: "prod with policies",
  four: "four regions with policies",
};

export function table(medians: Medians): string[] {
  const rows = Object.entries(titles).map(([key, title]) => {
    const { seconds, peakMiB } = medians[key as keyof Medians];
    return `${title.padEnd(30)}${seconds.toFixed(2).padStart(8)} s${String(Math.round(peakMiB)).padStart(8)} MiB`;
  });
  return [`${"".padEnd(30)}${"wall".padStart(10)}${"peak memory".padStart(12)}`, ...rows];
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
    return `${what.padEnd(30)}${milliseconds.toFixed(1).padStart(8)} ms  ${resources} resources, ${perRegion.toFixed(2)} of the first per region`;
  });
}

export interface Bar {
  readonly holds: boolean;
  readonly text: string;
}

export function bars({ floor, plain, judged, four }: Medians): Bar[] {
  return [
    bar("prod with policies, to the floor", judged.seconds / floor.seconds, 2),
    bar("four regions, to twice the time of two", four.seconds / (2 * judged.seconds), 1.1),
    bar("prod with policies, to prod without", judged.seconds / plain.seconds, 1.25),
  ];
}

function bar(what: string, ratio: number, max: number): Bar {
  const holds = ratio <= max;
  return { holds, text: `${holds ? "holds " : "MISSED"}  ${what}: ${ratio.toFixed(2)} of at most ${max}` };
}
