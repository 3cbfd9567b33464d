import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { stringify } from "yaml";
import type { PulumiPlan } from "../../plan/plan";
import { parsePlan } from "../../plan/read";
import { questionsOf } from "../../preflight/preflight";
import { configurationOf } from "../architecture/program";
import { checkout } from "../support/checkout";
import { openRehearsal, succeeded } from "../support/rehearsal";

interface RegionOfFile {
  readonly name: string;
  readonly cidrBlock: string;
  readonly availabilityZones: readonly string[];
}

/** Ids as AWS has them, another for each place. */
const idOf = (kind: string, ...place: readonly number[]): string =>
  `${kind}-0a1b2c3d4e5f6${place.join("").padStart(4, "0")}`;

const vpcIds = ["us-east-1", "eu-west-1"].map((_, at) => idOf("vpc", at));

/** A stack whose VPCs others made: three subnets in each zone, in blocks of the region's own. */
function withExistingVpcs(stack: string): string {
  const configuration = configurationOf(stack);
  const regions = configuration["standfast:regions"] as readonly RegionOfFile[];
  const existing = regions.map((region, at) => {
    const [first, second] = region.cidrBlock.split(".");
    const tier = (kind: number, zone: number) => ({
      id: idOf("subnet", at, zone, kind),
      cidrBlock: `${first}.${second}.${kind * 10 + zone}.0/24`,
    });
    const subnets = region.availabilityZones.map((zone, index) => [
      zone,
      { public: tier(0, index), private: tier(1, index), data: tier(2, index) },
    ]);
    return { ...region, existingVpc: { id: vpcIds[at], subnets: Object.fromEntries(subnets) as unknown } };
  });
  return stringify({ config: { ...configuration, "standfast:regions": existing } });
}

const rehearsal = openRehearsal();
const { folder, remove } = checkout({
  "Pulumi.prod.yaml": withExistingVpcs("prod"),
  "Pulumi.staging.yaml": withExistingVpcs("staging"),
});
const run = (...args: readonly string[]) => rehearsal.run("-C", folder, ...args);

afterAll(() => {
  rehearsal.remove();
  remove();
});

describe("prod in VPCs that others made", () => {
  let plan: PulumiPlan;

  beforeAll(async () => {
    plan = parsePlan(succeeded(await run("preview", "--stack", "prod", "--json")));
  });

  test("makes no network of its own, and puts each tier into its subnets", () => {
    const made = new Set(plan.resources.map(({ type }) => type));
    for (const type of ["vpc:Vpc", "subnet:Subnet", "natGateway:NatGateway", "routeTable:RouteTable"]) {
      expect([...made].filter((one) => one.endsWith(`/${type}`))).toEqual([]);
    }
    const subnetsOf = (region: number, kind: number) =>
      [0, 1, 2].map((zone) => idOf("subnet", region, zone, kind));
    const ofFirst = (type: string) => plan.ofType(type).filter(({ region }) => region === "us-east-1");
    expect(ofFirst("aws:autoscaling/group:Group").map(({ inputs }) => inputs["vpcZoneIdentifiers"])).toEqual([
      subnetsOf(0, 1),
    ]);
    expect(ofFirst("aws:rds/subnetGroup:SubnetGroup").map(({ inputs }) => inputs["subnetIds"])).toEqual([
      subnetsOf(0, 2),
    ]);
    const groups = plan.ofType("aws:ec2/securityGroup:SecurityGroup");
    expect(new Set(groups.map(({ inputs }) => inputs["vpcId"]))).toEqual(new Set(vpcIds));
  });

  test("lets the preflight ask for each VPC, and for the subnets of all that stands in them", () => {
    const questions = questionsOf(plan).filter(({ check }) => check.startsWith("existing "));
    expect(questions.filter(({ check }) => check === "existing VPC").map(({ subject }) => subject)).toEqual(
      expect.arrayContaining(vpcIds),
    );
    const ofFirst = questions.filter(
      ({ region, check }) => region === "us-east-1" && check !== "existing VPC",
    );
    expect(Object.fromEntries(ofFirst.map(({ subject, needed }) => [subject, needed]))).toEqual({
      "us-east-1-lb-alb": "3 in as many zones, 8 free addresses in each",
      "us-east-1-lb-nlb": "3 in as many zones, 1 free addresses in each, a route to an internet gateway",
      "us-east-1-app-group": "3 in as many zones, 14 free addresses in each, a way out",
      "us-east-1-database-subnets": "3 in as many zones, 2 free addresses in each",
      "us-east-1-cache-subnets": "3 in as many zones, 3 free addresses in each",
    });
  });

  test("breaks no mandatory policy", async () => {
    succeeded(await run("preview", "--stack", "prod", "--policy-pack", "policies"));
  });
});

test("a stack in such a VPC comes up, is what it was planned to be, and goes without it", async () => {
  const up = succeeded(await run("up", "--stack", "staging", "--yes", "--skip-preview"));
  expect(up).toContain("created");
  const groups = rehearsal.cloud().filter(({ type }) => type === "aws:ec2/securityGroup:SecurityGroup");
  expect(groups.length).toBeGreaterThan(2);
  succeeded(await run("preview", "--stack", "staging", "--expect-no-changes"));
  succeeded(await run("destroy", "--stack", "staging", "--yes", "--skip-preview"));
  expect(rehearsal.cloud()).toEqual([]);
});
