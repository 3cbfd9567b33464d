/** What is previewed: the floor, and prod in various shapes. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { repository } from "../rehearsal/cli/workspace";
import type { Medians } from "./report";

export type Config = Readonly<Record<string, unknown>>;

export interface BenchmarkProgram {
  readonly folder: string;
  readonly stack: string;
  readonly config: Config;
  readonly flags: readonly string[];
}

export interface BenchmarkSubject extends BenchmarkProgram {
  readonly key: keyof Medians;
}

const prod = (parse(readFileSync(join(repository, "Pulumi.prod.yaml"), "utf8")) as { config: Config }).config;

const REGIONS = [
  ...["us-east-1", "eu-west-1", "eu-central-1", "ap-southeast-2", "us-west-2", "ap-northeast-1", "sa-east-1"],
  ...[
    "ca-central-1",
    "ap-south-1",
    "eu-north-1",
    "us-east-2",
    "ap-southeast-1",
    "eu-west-2",
    "ap-northeast-2",
  ],
  ...["eu-west-3", "eu-south-1"],
];

/** prod in so many regions, 9 at most: the first takes the traffic, the others stand by. */
function prodIn(count: number): Config {
  const regions = REGIONS.slice(0, count).map((name, index) => ({
    name,
    role: index === 0 ? "active" : "standby",
    cidrBlock: `10.${10 + index}.0.0/16`,
    availabilityZones: ["a", "b", "c"].map((zone) => name + zone),
  }));
  return { ...prod, "standfast:regions": regions };
}

const policyPack = (...path: string[]): readonly string[] => ["--policy-pack", join(repository, ...path)];

/** @param resources how many the floor registers. */
export function subjects(resources: number): readonly BenchmarkSubject[] {
  const floor = join(repository, "bench", "floor");
  const policies = policyPack("policies");
  return [
    { key: "floor", folder: floor, stack: "floor", config: { "floor:resources": resources }, flags: [] },
    { key: "plain", folder: repository, stack: "plain", config: prod, flags: [] },
    { key: "judged", folder: repository, stack: "judged", config: prod, flags: policies },
    { key: "four", folder: repository, stack: "four", config: prodIn(4), flags: policies },
  ];
}

/** An application in so many regions, 16 at most, with a pack that measures the failure analysis of its plan. */
export function analysed(count: number): BenchmarkProgram {
  return {
    folder: join(repository, "bench", "regions"),
    stack: `analysed-${count}`,
    config: { "regions:names": REGIONS.slice(0, count) },
    flags: policyPack("bench", "analysis"),
  };
}
