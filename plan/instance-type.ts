/** What the name of an EC2 instance type says by itself. */

/** A name such as `m7g.large`, taken apart; undefined for what is none. */
function parts(type: string): { readonly family: string; readonly size: string } | undefined {
  const [, family, size] = /^([a-z]+\d+[a-z0-9-]*)\.([a-z0-9-]+)$/.exec(type) ?? [];
  return family === undefined || size === undefined ? undefined : { family, size };
}

/**
 * The default number of vCPUs: 4 for an `xlarge`, as many times that as the size says, 2 for a `large`.
 * @returns undefined where the name does not tell: bare metal, and the families that count otherwise.
 * @see https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-types.html
 */
export function vCpusOf(type: string): number | undefined {
  const { family, size } = parts(type) ?? {};
  if (family === undefined || size === undefined || /^(hpc|mac)/.test(family)) return undefined;
  const [, times] = /^(\d*)xlarge$/.exec(size) ?? [];
  if (times !== undefined) return 4 * Number(times === "" ? 1 : times);
  if (size === "large") return 2;
  // The burstable ones have two from their third generation on.
  if (/^(nano|micro|small|medium)$/.test(size)) return /^t[3-9]/.test(family) || type === "t2.medium" ? 2 : 1;
  return undefined;
}

/** Whether its vCPUs count against the quota of Standard instances: A, C, D, H, I, M, R, T, Z. */
export function isStandard(type: string): boolean {
  return /^(a|c|d|h|i|im|is|m|r|t|z)\d/.test(type);
}

export type CpuArchitecture = "arm64" | "amd64";

/** Graviton families carry a `g` after their generation; `a1` was the first. */
export function architectureOf(type: string): CpuArchitecture {
  return /^(a1|[a-z]+\d+g[a-z0-9-]*)\./.test(type) ? "arm64" : "amd64";
}
