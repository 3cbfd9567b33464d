/**
 * The whole pack on programs that this project did not shape: every line is a finding that an expert would make, and
 * none is missing. Nothing in them is false, and nothing is left undecided in a first preview.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "@jest/globals";

import { catalogue } from "../../policies/catalogue";
import { eks } from "./analysis/programs/eks";
import { multiRegion } from "./analysis/programs/multi-region";
import { singleZone } from "./analysis/programs/single-zone";
import { analyze } from "./support/analyzer";
import type { Fixture } from "./support/fixture";

const README = readFileSync(join(__dirname, "../../policies/README.md"), "utf8");

/** `policy: culprits`, sorted; a policy that could not judge has a question mark. */
async function findings(fixtures: readonly Fixture[]): Promise<readonly string[]> {
  const byPolicy = new Map<string, Set<string>>();
  for (const { policy, message, urn } of await analyze({ rules: catalogue, fixtures })) {
    const key = message.includes("cannot be judged") ? `${policy}?` : policy;
    byPolicy.set(key, (byPolicy.get(key) ?? new Set()).add(urn.split("::").at(-1) ?? ""));
  }
  return [...byPolicy].map(([policy, names]) => `${policy}: ${[...names].sort().join(", ")}`).sort();
}

/** What an expert finds in each program. */
const programs: readonly (readonly [
  name: string,
  fixtures: readonly Fixture[],
  expert: readonly string[],
])[] = [
  [
    "EC2 and RDS in one zone",
    singleZone,
    [
      "az-loss-survivable: db, web",
      "compute-az-spread: web",
      "db-deletion-protection: db",
      "db-subnet-group-azs: db-subnets",
      "drain-survivable: web",
      "encrypt-at-rest: db",
      "pulumi-protect-stateful: db",
      "rds-backups: db",
      "rds-multi-az: db",
    ],
  ],
  [
    "EKS with two replicas",
    eks,
    [
      "az-loss-survivable: shop",
      "drain-survivable: shop",
      "k8s-min-replicas: shop",
      "k8s-pod-antiaffinity: shop",
      "k8s-readiness: shop",
      "k8s-requests-and-limits: shop",
      "k8s-zone-spread: shop",
      "pdb-required-and-not-blocking: shop",
      "zonal-shift-ready: cluster",
    ],
  ],
  [
    "two regions, right in shape, unguarded in its rest",
    multiRegion(),
    [
      "asg-elb-healthcheck: web-eu-west-1, web-us-east-1",
      "asg-trouble-told: web-eu-west-1, web-us-east-1",
      "backup-coverage: cache-eu-west-1, cache-us-east-1",
      "cache-users: cache-eu-west-1, cache-us-east-1",
      "db-deletion-protection: db-eu-west-1, db-us-east-1",
      "encrypt-at-rest: cache-eu-west-1, cache-us-east-1, db-us-east-1",
      "encrypt-in-transit: cache-eu-west-1, cache-us-east-1",
      "lb-deletion-protection: alb-eu-west-1, alb-us-east-1",
      "pulumi-protect-stateful: cache-eu-west-1, cache-us-east-1, db-eu-west-1, db-us-east-1, files-eu-west-1, files-us-east-1, key-eu-west-1, key-us-east-1",
      "r53-failback-by-switch: record-us-east-1",
      "zonal-shift-ready: alb-eu-west-1, alb-us-east-1",
    ],
  ],
];

describe.each(programs)("%s", (name, fixtures, expert) => {
  test("the pack finds what an expert finds, and nothing else", async () => {
    expect(await findings(fixtures)).toEqual(expert);
  });

  test("the table counts it", async () => {
    const found = await findings(fixtures);
    const count = (lines: readonly string[]): number => lines.flatMap((line) => line.split(", ")).length;
    const row = [
      count(found.filter((line) => !line.includes("?"))),
      count(found.filter((line) => !expert.includes(line))),
      count(expert.filter((line) => !found.includes(line))),
      count(found.filter((line) => line.includes("?"))),
    ];
    const rows = README.replaceAll(/ +/g, " ")
      .split("\n")
      .filter((line) => line.startsWith(`| ${name} |`));
    expect(rows).toEqual([`| ${[name, ...row].join(" | ")} |`]);
  });
});
