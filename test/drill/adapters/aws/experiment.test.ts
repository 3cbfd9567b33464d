import { describe, expect, it } from "@jest/globals";
import type { AwsTarget } from "../../../../drill/adapters/aws/targets";
import { experimentTemplate } from "../../../../drill/adapters/aws/experiment";
import type { DatabaseInstance, TargetSubnet } from "../../../../drill/adapters/aws/resources";
import { parsePermit } from "../../../../drill/adapters/aws/permit";
import { RegionClients } from "../../../../drill/adapters/aws/region-clients";
import { Refused } from "../../../../drill/model/exit-code";

const permit = parsePermit({
  accountIds: ["123456789012"],
  stopAlarms: [{ region: "us-east-1", name: "errors" }],
  experimentRoleArn: "arn:aws:iam::123456789012:role/fis",
  timeLimitSeconds: 90,
});
const alarmIn = (region: string) => ({
  name: "errors",
  region,
  arn: `arn:${region}`,
  state: "OK",
  reason: "",
});

const database: DatabaseInstance = {
  identifier: "db-1",
  arn: "arn:db-1",
  status: "available",
  zone: "us-east-1a",
  vpcId: "vpc-1",
  tags: {},
  raw: {},
};
const subnetsNumbered = (count: number): readonly TargetSubnet[] =>
  Array.from({ length: count }, (_, at) => ({
    id: `s-${at}`,
    arn: `arn:s-${at}`,
    zone: "us-east-1a",
    tags: {},
  }));

const clients = new RegionClients("us-east-1");
const outputs = {
  name: "us-east-1",
  autoScalingGroup: "app",
  databaseEndpoint: "db",
  cacheEndpoint: "cache",
};
const targetRegion = { clients, outputs };
const common = { region: "us-east-1", targetRegion, members: ["us-east-1a"], database } as const;
const zoneAim = {
  ...common,
  kind: "zone",
  role: "zone",
  zone: "us-east-1a",
  subnets: subnetsNumbered(3),
  cacheTags: { "standfast:stack": "test", "standfast:drill": "allowed", Name: "cache" },
} satisfies AwsTarget;

describe("the experiment of a lost zone", () => {
  const template = experimentTemplate(zoneAim, permit, [alarmIn("us-east-1"), alarmIn("eu-west-1")]);

  it("is stopped by the region's alarms and by its own time limit, whole minutes", () => {
    expect(template.stopConditions).toEqual([{ source: "aws:cloudwatch:alarm", value: "arn:us-east-1" }]);
    expect(template.actions?.["subnets-1"]?.parameters).toEqual({ scope: "all", duration: "PT2M" });
    expect(template.roleArn).toBe("arn:aws:iam::123456789012:role/fis");
  });

  it("fails when it finds no target", () => {
    expect(template.experimentOptions).toEqual({
      accountTargeting: "single-account",
      emptyTargetResolutionMode: "fail",
    });
  });

  it("hits the zone's subnets, the database's primary, and this stack's cache nodes there", () => {
    expect(template.targets).toEqual({
      "subnets-1": {
        resourceType: "aws:ec2:subnet",
        resourceArns: ["arn:s-0", "arn:s-1", "arn:s-2"],
        selectionMode: "ALL",
      },
      database: { resourceType: "aws:rds:db", resourceArns: ["arn:db-1"], selectionMode: "ALL" },
      cache: {
        resourceType: "aws:elasticache:replicationgroup",
        resourceTags: { "standfast:stack": "test", "standfast:drill": "allowed" },
        parameters: { availabilityZoneIdentifier: "us-east-1a" },
        selectionMode: "ALL",
      },
    });
    expect(Object.values(template.actions ?? {}).map(({ actionId }) => actionId)).toEqual([
      "aws:network:disrupt-connectivity",
      "aws:rds:reboot-db-instances",
      "aws:elasticache:replicationgroup-interrupt-az-power",
    ]);
  });
});

describe("the experiment of a lost region", () => {
  const target = {
    ...common,
    kind: "region",
    role: "active-region",
    subnets: subnetsNumbered(9),
    failoverTarget: { targetRegion, database },
  } satisfies AwsTarget;

  it("cuts off every subnet, five to a target", () => {
    const { targets, actions } = experimentTemplate(target, permit, [alarmIn("us-east-1")]);
    expect(Object.keys(actions ?? {})).toEqual(["subnets-1", "subnets-2"]);
    const arns = Object.values(targets ?? {}).map(({ resourceArns }) => resourceArns);
    expect(arns.map((list) => list?.length)).toEqual([5, 4]);
    expect(arns.flat()).toEqual(target.subnets.map(({ arn }) => arn));
  });

  it("is refused without an alarm in the region, or without a role", () => {
    expect(() => experimentTemplate(target, permit, [alarmIn("eu-west-1")])).toThrow(
      new Refused("the permit names no stop alarm in us-east-1; FIS needs one there"),
    );
    const without = parsePermit({ accountIds: permit.accountIds, stopAlarms: permit.stopAlarms });
    expect(() => experimentTemplate(target, without, [alarmIn("us-east-1")])).toThrow(
      new Refused("the permit names no experimentRoleArn"),
    );
  });
});
