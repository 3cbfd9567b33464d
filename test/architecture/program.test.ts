import { beforeAll, describe, expect, test } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";
import { outputsSchema } from "../../config";
import { outputOf, type Recorded } from "../support/mocks";
import { configurationOf, type Run, runProgram } from "./program";

/** Two regions as configured, and a third with the longest name that AWS has. */
const third = {
  name: "ap-southeast-1",
  role: "standby",
  cidrBlock: "10.30.0.0/16",
  availabilityZones: ["ap-southeast-1a", "ap-southeast-1b", "ap-southeast-1c"],
};

let prod: Run;
let staging: Run;
let threeRegions: Run;

beforeAll(async () => {
  prod = await runProgram("prod");
  staging = await runProgram("staging");
  const regions = configurationOf("prod")["standfast:regions"] as readonly object[];
  threeRegions = await runProgram("prod", {
    "standfast:regions": [...regions, third],
    "standfast:failover": { mode: "manual" },
  });
});

const everyRun: readonly [string, () => Run][] = [
  ["prod", () => prod],
  ["staging", () => staging],
  ["three regions", () => threeRegions],
];

const isOfAws = ({ type }: Recorded): boolean => type.startsWith("aws:");

function countBy<T>(items: readonly T[], key: (item: T) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[key(item)] = (counts[key(item)] ?? 0) + 1;
  return counts;
}

function duplicates(keys: readonly string[]): readonly string[] {
  return keys.filter((key, at) => keys.indexOf(key) !== at);
}

describe.each(everyRun)("the program with %s", (_, run) => {
  test("gives every AWS resource the provider of the region in its name, and the rest the global one", () => {
    const expected = ({ name }: Recorded): string =>
      /^(?:certificates-|aws-waf-logs-)?((?:us|eu|ap)-[a-z]+-\d)/.exec(name)?.[1] ?? "global";
    const wrong = run()
      .resources.filter(isOfAws)
      .filter((resource) => resource.provider !== expected(resource))
      .map(({ type, name, provider }) => `${type} ${name}: ${provider ?? "the default provider"}`);
    expect(wrong).toEqual([]);
  });

  test("puts nothing but names, their health checks and what watches all regions into the global provider", () => {
    const types = new Set(
      run()
        .resources.filter(({ provider }) => provider === "global")
        .map(({ type }) => type),
    );
    expect(
      [...types].filter((type) => !/^aws:(route53|cloudwatch|sns|arcregionswitch|iam)\//.test(type)),
    ).toEqual([]);
  });

  test("parents everything to a component", () => {
    const components = new Set(
      run()
        .resources.filter(({ type }) => type.startsWith("standfast:"))
        .map(({ name }) => name),
    );
    const orphans = run()
      .resources.filter(({ type }) => !type.startsWith("pulumi:providers:") && !type.startsWith("standfast:"))
      .filter(({ parent }) => parent === undefined || !components.has(parent))
      .map(({ type, name }) => `${type} ${name}`);
    expect(orphans).toEqual([]);
  });

  test("gives no two resources of a type the same logical name", () => {
    expect(duplicates(run().resources.map(({ type, name }) => `${type} ${name}`))).toEqual([]);
  });

  test("gives no two resources of a type and place the same physical name", () => {
    const named = run()
      .resources.filter(isOfAws)
      .filter(({ inputs }) => typeof inputs["name"] === "string")
      .map(
        ({ type, provider, inputs }) =>
          `${type} ${provider ?? ""} ${inputs["name"] as string} ${(inputs["setIdentifier"] as string | undefined) ?? ""}`,
      );
    expect(duplicates(named)).toEqual([]);
  });

  test("leaves room for Pulumi's suffix of 8 characters in the names that AWS keeps short", () => {
    const limits: Readonly<Record<string, number>> = {
      "aws:lb/loadBalancer:LoadBalancer": 32,
      "aws:lb/targetGroup:TargetGroup": 32,
      "aws:elasticache/replicationGroup:ReplicationGroup": 40,
      "aws:s3/bucket:Bucket": 63,
      "aws:rds/instance:Instance": 63,
      "aws:iam/role:Role": 64,
    };
    const tooLong = run().resources.filter(({ type, name }) => name.length + 8 > (limits[type] ?? 128));
    expect(tooLong.map(({ name }) => name)).toEqual([]);
  });

  test("hands every generated secret to secret inputs only", () => {
    const secrets = run()
      .resources.filter(
        ({ type }) =>
          type.startsWith("random:index/randomPassword:") || type === "tls:index/privateKey:PrivateKey",
      )
      .map(({ type, name }) => (type.startsWith("tls:") ? `key-of-${name}` : `generated-${name}`));
    expect(secrets.length).toBeGreaterThan(0);

    const holders = run().resources.flatMap(({ name, inputs, secretInputs }) =>
      Object.entries(inputs)
        .filter(([, value]) => secrets.some((secret) => decoded(value).includes(secret)))
        .map(([key]) => ({ input: `${name}.${key}`, secret: secretInputs.includes(key) })),
    );
    expect(holders.length).toBeGreaterThan(secrets.length);
    expect(holders.filter(({ secret }) => !secret)).toEqual([]);
  });

  test("has outputs of the declared shape, without a secret", async () => {
    const { url, nameServers, regions, objectives, drills } = run().result;
    const outputs = pulumi.output({ url, nameServers, regions, objectives, drills });
    const known = await outputOf(outputs);
    expect(outputsSchema.parse(known)).toEqual(known);
    expect(JSON.stringify(known)).not.toMatch(/generated-|key-of-/);
  });
});

/** Text of a value, with base64 (user data) opened. */
function decoded(value: unknown): string {
  const text = JSON.stringify(value);
  return typeof value === "string" ? text + Buffer.from(value, "base64").toString() : text;
}

/** A number that a change has to touch knowingly. */
describe("the size of the platform", () => {
  const sizes = (run: Run): Record<string, number> =>
    countBy(run.resources.filter(isOfAws), ({ provider }) => provider ?? "none");

  test("prod", () => {
    expect(sizes(prod)).toEqual({ global: 21, "us-east-1": 202, "eu-west-1": 206 });
  });

  test("staging", () => {
    expect(sizes(staging)).toEqual({ global: 4, "us-east-1": 137 });
  });

  test("a further standby is as large as the one before, but for what keeps the copies of backups", () => {
    const { "ap-southeast-1": added, "eu-west-1": standby, ...rest } = sizes(threeRegions);
    expect([added, standby]).toEqual([205, 206]);
    expect(rest).toEqual({ global: 32, "us-east-1": 209 });
  });
});

describe("what joins the regions", () => {
  test("the standby's database follows the active one, with the same credential read in its own region", () => {
    const replica = prod.one("aws:rds/instance:Instance", "eu-west-1-database-instance");
    expect(replica.inputs["replicateSourceDb"]).toBe("arn:aws:mock:::us-east-1-database-instance");
    expect(
      prod.one("aws:secretsmanager/secret:Secret", "us-east-1-database-credential-secret").inputs,
    ).toMatchObject({
      replicas: [{ region: "eu-west-1" }],
    });
    const userData = prod.one("aws:ec2/launchTemplate:LaunchTemplate", "eu-west-1-app-template").inputs[
      "userData"
    ] as string;
    expect(Buffer.from(userData, "base64").toString()).toContain(
      "fetch database 'arn:aws:mock:eu-west-1::us-east-1-database-credential-secret'",
    );
  });

  test.each([
    ["prod", 2, 1],
    ["three regions", 3, 2],
  ])("with %s, %d buckets copy to %d others each", (name, sources, destinations) => {
    const [, run] = everyRun.find(([run]) => run === name)!;
    const configs = run().recorded("aws:s3/bucketReplicationConfig:BucketReplicationConfig");
    expect(configs.length).toBe(sources);
    for (const { provider, inputs } of configs) {
      const targets = (inputs["rules"] as readonly { destination: { bucket: string } }[]).map(
        ({ destination }) => destination.bucket,
      );
      expect(targets.length).toBe(destinations);
      expect(targets).not.toContain(`arn:aws:mock:::${provider ?? ""}-objects-bucket`);
    }
  });

  test("one region has nothing to replicate and nowhere to fail over to", () => {
    expect(staging.recorded("aws:s3/bucketReplicationConfig:BucketReplicationConfig")).toEqual([]);
    expect(staging.recorded("aws:route53/healthCheck:HealthCheck")).toEqual([]);
  });
});

test("the instances wait for the listener that sends to them", () => {
  for (const region of ["us-east-1", "eu-west-1"]) {
    expect(prod.one("aws:autoscaling/group:Group", `${region}-app-group`).dependencies).toEqual(
      expect.arrayContaining([`${region}-lb-app`, `${region}-lb-https`]),
    );
  }
});

test("in prod no data, key, entry or fixed address can be deleted; in staging everything can", () => {
  const guarded = prod.resources.filter(({ protect }) => protect).map(({ type }) => type);
  expect(countBy(guarded, (type) => type)).toEqual({
    "aws:backup/vault:Vault": 2,
    "aws:ec2/eip:Eip": 12,
    "aws:elasticache/replicationGroup:ReplicationGroup": 2,
    "aws:kms/key:Key": 2,
    "aws:lb/loadBalancer:LoadBalancer": 4,
    "aws:rds/instance:Instance": 2,
    "aws:s3/bucket:Bucket": 9,
  });
  expect(staging.resources.filter(({ protect }) => protect)).toEqual([]);
});

test("a plan's health checks that the settings name are those of the records", async () => {
  const [us, eu] = ["01234567-89ab-cdef-0123-456789abcdef", "11234567-89ab-cdef-0123-456789abcdef"];
  const named = await runProgram("prod", {
    "standfast:failover": { mode: "region-switch", healthCheckIds: { "us-east-1": us, "eu-west-1": eu } },
  });
  const checksOf = ({ resources }: Run) =>
    resources
      .filter(
        ({ type, inputs }) => type === "aws:route53/record:Record" && inputs["healthCheckId"] !== undefined,
      )
      .map(({ inputs }) => String(inputs["healthCheckId"]));
  expect(new Set(checksOf(named))).toEqual(new Set([us, eu]));
  expect(new Set(checksOf(prod))).toEqual(new Set(["vended-us-east-1", "vended-eu-west-1"]));
}, 60_000);
