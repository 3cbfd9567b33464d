/** GiB of memory for each vCPU, by the letter that a family's name begins with. */
const gibPerVcpu: Readonly<Record<string, number>> = { c: 2, m: 4, r: 8 };

/** GiB of memory of the burstable families (t3, t4g), by size. */
const burstableGib: Readonly<Record<string, number>> = {
  micro: 1,
  small: 2,
  medium: 4,
  large: 8,
  xlarge: 16,
  "2xlarge": 32,
};

/**
 * GiB of memory of an RDS instance class such as `db.m7g.xlarge` (16): the families c, m and r of generation 5 and
 * later have a fixed amount for each vCPU, and sizes count vCPUs.
 * @returns undefined for a class of any other family
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.Summary.html
 */
export function memoryGib(instanceClass: string): number | undefined {
  const [, family = "", generation = "", size = ""] =
    /^db\.([a-z])(\d+)[a-z]*\.(\w+)$/.exec(instanceClass) ?? [];
  if (family === "t") return Number(generation) >= 3 ? burstableGib[size] : undefined;
  const perVcpu = gibPerVcpu[family];
  const vcpus = vcpusOf(size);
  return Number(generation) < 5 || perVcpu === undefined || vcpus === undefined ? undefined : perVcpu * vcpus;
}

/**
 * Connections that PostgreSQL takes where nothing else is set: `LEAST({DBInstanceClassMemory/9531392}, 5000)`. What RDS
 * and the system keep for themselves of the memory is taken to be a quarter of a GiB and 6 %: less than that was seen.
 * @returns undefined for a class whose memory is not known
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html#RDS_Limits.MaxConnections
 */
export function defaultMaxConnections(instanceClass: string): number | undefined {
  const gib = memoryGib(instanceClass);
  if (gib === undefined) return undefined;
  return Math.min(Math.floor(((gib * 0.94 - 0.25) * 1024 ** 3) / 9_531_392), 5000);
}

function vcpusOf(size: string): number | undefined {
  if (size === "medium") return 1;
  if (size === "large") return 2;
  const [, times] = /^(\d*)xlarge$/.exec(size) ?? [];
  return times === undefined ? undefined : 4 * (times === "" ? 1 : Number(times));
}

/**
 * Whether a class has a disk of its own, which a Multi-AZ DB cluster needs: a `d` behind the generation, as in `m6gd`.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/multi-az-db-clusters-concepts.html
 */
export function hasLocalDisk(instanceClass: string): boolean {
  return /^db\.[a-z]\d+[a-z]*d[a-z]*\./.test(instanceClass);
}
