import { parseSettings, SettingsError } from "../../config";

type Raw = Readonly<Record<string, unknown>>;

/** What a person writes for the smallest stack. */
export const smallest = {
  domainName: "app.example.com",
  hostedZone: { mode: "create", name: "example.com" },
  regions: [region("us-east-1", "active", "10.10.0.0/16")],
  appTier: {
    image: "public.ecr.aws/team/app:1.4.2",
    instanceType: "m7g.large",
    minInstances: 3,
    maxInstances: 6,
  },
  database: {
    instanceClass: "db.m7g.large",
    engineVersion: "17",
    allocatedStorageGiB: 100,
    maxAllocatedStorageGiB: 200,
  },
  cache: { engineVersion: "8.0", nodeType: "cache.r7g.large", shards: 1, replicasPerShard: 1 },
};

/** The smallest stack with a standby. */
export const withStandby = {
  ...smallest,
  regions: [...smallest.regions, region("eu-west-1", "standby", "10.20.0.0/16")],
};

/** The smallest stack on Kubernetes, without a database. */
export const onKubernetes = {
  ...smallest,
  appTier: {
    platform: "kubernetes",
    image: "public.ecr.aws/team/app:1.4.2",
    cluster: { mode: "create", version: "1.34" },
  },
  database: undefined,
};

export function region(name: string, role: string, cidrBlock: string) {
  return { name, role, cidrBlock, availabilityZones: ["a", "b", "c"].map((letter) => name + letter) };
}

/** A copy of `raw` with other values in some places, such as `regions[0].name`; `undefined` removes a key. */
export function changed(raw: Raw, changes: Raw): Raw {
  const copy = structuredClone(raw);
  for (const [path, value] of Object.entries(changes)) {
    const keys = path.split(/[.[\]]+/).filter((key) => key !== "");
    const last = keys.pop() ?? "";
    const holder = keys.reduce<unknown>((object, key) => (object as Raw)[key], copy) as Record<
      string,
      unknown
    >;
    if (value === undefined) Reflect.deleteProperty(holder, last);
    else holder[last] = value;
  }
  return copy;
}

/** Every mistake that the parser finds. */
export function mistakesIn(
  raw: Record<string, unknown>,
  secretKeys: readonly string[] = [],
): readonly string[] {
  try {
    parseSettings(raw, secretKeys);
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.mistakes;
    throw error;
  }
}

/** The path of every value that is no object, as messages write it. */
export function leavesOf(value: unknown, path = ""): string[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => leavesOf(item, `${path}[${index}]`));
  if (typeof value !== "object" || value === null) return [path];
  return Object.entries(value).flatMap(([key, item]) => leavesOf(item, path === "" ? key : `${path}.${key}`));
}
