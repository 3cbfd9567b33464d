import type { PreflightSources } from "../../../preflight/account";
import type { PreflightFinding } from "../../../preflight/finding";
import { preflight } from "../../../preflight/preflight";
import { readPlan } from "../../../plan/read";
import { join } from "node:path";

/** Two regions as prod's, recorded by `pulumi preview --json` and cut to what is read. */
export const recordedPlan = join(__dirname, "..", "..", "plan", "two-regions.json");

/** A question that is always answered alike. */
export const answers =
  <T>(answer: T) =>
  (): Promise<T> =>
    Promise.resolve(answer);

const zonesOf = (region: string) => ["a", "b", "c"].map((letter) => `${region}${letter}`);

const zone = (name: string, id: string) => ({ name, id, isAvailable: true });

/** An account in which nothing is missing; a test changes one answer. */
export function readySources(changes: Partial<PreflightSources["account"]> = {}): PreflightSources {
  return {
    account: {
      id: answers("123456789012"),
      quota: answers(100_000),
      used: answers(0),
      optInStatus: answers(
        new Map([
          ["us-east-1", "opt-in-not-required"],
          ["eu-west-1", "opt-in-not-required"],
        ]),
      ),
      zones: (region) =>
        Promise.resolve(["a", "b", "c"].map((letter, at) => zone(`${region}${letter}`, `id-az${at + 1}`))),
      vpc: answers(undefined),
      subnets: answers([]),
      subnetsOfVpc: answers([]),
      zonesWithInstanceType: (region) => Promise.resolve(zonesOf(region)),
      databaseVersions: answers(["17.4", "17.6"]),
      databaseOffer: (region) =>
        Promise.resolve({ zones: zonesOf(region), canBeMultiAz: true, storageTypes: ["gp3", "io2"] }),
      cacheVersions: answers(["7.2", "8.0", "8.1"]),
      offersCacheNode: answers(true),
      backupSources: answers(["us-east-1"]),
      hostedZone: answers(undefined),
      hostedZonesNamed: answers([]),
      hasRole: answers(true),
      bucket: answers("free"),
      registryLogin: answers("AWS:token"),
      ...changes,
    },
    dns: { nameServers: (name) => Promise.resolve(name === "example" ? ["ns1.registry.example"] : []) },
    images: { architectures: answers(["amd64", "arm64"]) },
    stateBackend: { url: answers("s3://state?region=us-west-2") },
  };
}

/** The findings about the recorded plan that are not plainly well. */
export async function troubles(sources: PreflightSources): Promise<readonly PreflightFinding[]> {
  const findings = await preflight(readPlan(recordedPlan), sources);
  return findings.filter(({ readiness }) => readiness !== "ok");
}
