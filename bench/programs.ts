/** What is previewed: the floor, prod in various shapes, and programs that are not ours. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

export type Config = Readonly<Record<string, unknown>>;

/** A program and the settings of its stack. */
export interface BenchmarkProgram {
  /** Below the checkout; empty for the platform itself. */
  readonly folder: string;
  readonly stack: string;
  readonly config: Config;
  /** The packs that judge it, as folders below the checkout. */
  readonly packs: readonly string[];
}

const POLICIES = ["policies"];

const REGIONS = [
  ...["us-east-1", "eu-west-1", "eu-central-1", "ap-southeast-2", "us-west-2", "ap-northeast-1"],
  ...["sa-east-1", "ca-central-1", "ap-south-1", "eu-north-1", "us-east-2", "ap-southeast-1"],
  ...["eu-west-2", "ap-northeast-2", "eu-west-3", "eu-south-1"],
];

/** The settings of prod in a checkout. */
export function prodOf(checkout: string): Config {
  const file = readFileSync(join(checkout, "Pulumi.prod.yaml"), "utf8");
  return (parse(file) as { readonly config: Config }).config;
}

/**
 * prod in so many regions, 9 at most: the first takes the traffic, the others stand by. Its failover is decided by
 * people in all of them, because a plan of Region switch knows two regions.
 */
export function prodIn(count: number, prod: Config): Config {
  const regions = REGIONS.slice(0, count).map((name, index) => ({
    name,
    role: index === 0 ? "active" : "standby",
    cidrBlock: `10.${10 + index}.0.0/16`,
    availabilityZones: ["a", "b", "c"].map((zone) => name + zone),
  }));
  return { ...prod, "standfast:regions": regions, "standfast:failover": { mode: "manual" } };
}

/** As many resources as asked for, flat, with nothing between them. */
export function floor(resources: number, packs: readonly string[] = []): BenchmarkProgram {
  return { folder: "bench/floor", stack: "floor", config: { "floor:resources": resources }, packs };
}

export function platform(config: Config, { judged }: { readonly judged: boolean }): BenchmarkProgram {
  return { folder: "", stack: "bench", config, packs: judged ? POLICIES : [] };
}

/** Services of other people, thirty-one resources each. */
export function foreign(services: number, { judged }: { readonly judged: boolean }): BenchmarkProgram {
  const config = { "foreign:services": services };
  return { folder: "bench/foreign", stack: "foreign", config, packs: judged ? POLICIES : [] };
}

/** An application in so many regions, 16 at most, with a pack that measures the failure analysis of its plan. */
export function analysed(count: number): BenchmarkProgram {
  const config = { "regions:names": REGIONS.slice(0, count) };
  return { folder: "bench/regions", stack: `analysed-${count}`, config, packs: ["bench/analysis"] };
}

/** What a process costs that has next to nothing to do. */
export const startUp = floor(1, POLICIES);
