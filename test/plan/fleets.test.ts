import { describe, expect, it, test } from "@jest/globals";
import { join } from "node:path";
import { fleetsOf } from "../../plan/fleets";
import { architectureOf, isStandard, vCpusOf } from "../../plan/instance-type";
import { PulumiPlan, type PlanResource } from "../../plan/plan";
import { readPlan } from "../../plan/read";
import { allocatedGiB, cacheNodesKind, cacheNodesOf } from "../../plan/stores";

const resource = (
  type: string,
  inputs: PlanResource["inputs"],
  references: PlanResource["references"] = {},
) => ({
  urn: type,
  type,
  name: "one",
  region: "us-east-1",
  exists: false,
  inputs,
  references,
});

describe("the fleets of a plan", () => {
  it("are an Auto Scaling group with its launch template's instances, half as many again in a refresh", () => {
    const fleets = fleetsOf(readPlan(join(__dirname, "two-regions.json")));
    const expected = {
      instanceTypes: ["m7g.large"],
      atRest: 6,
      atMaximum: 18,
      duringRefresh: 27,
      volume: { sizeGiB: 20, type: "gp3" },
      detailedMonitoring: true,
    };
    expect(fleets).toEqual([
      { resource: expect.anything(), region: "eu-west-1", ...expected },
      { resource: expect.anything(), region: "us-east-1", ...expected },
    ]);
  });

  it("may choose among instance types", () => {
    const group = resource("aws:autoscaling/group:Group", {
      minSize: 2,
      maxSize: 4,
      mixedInstancesPolicy: {
        launchTemplate: { overrides: [{ instanceType: "m7g.large" }, { instanceType: "m6g.large" }] },
      },
    });
    expect(fleetsOf(new PulumiPlan([group]))).toMatchObject([
      { instanceTypes: ["m7g.large", "m6g.large"], atRest: 2, atMaximum: 4, duringRefresh: 4 },
    ]);
  });

  it.each([
    [{ maxUnavailable: 2 }, 12],
    [{ maxUnavailablePercentage: 33 }, 14],
    [undefined, 11],
  ])("are a node group of EKS, which grows while it is updated: %j", (updateConfig, duringRefresh) => {
    const scalingConfig = { desiredSize: 3, minSize: 3, maxSize: 10 };
    const group = resource("aws:eks/nodeGroup:NodeGroup", {
      scalingConfig,
      instanceTypes: ["m7g.large"],
      ...(updateConfig && { updateConfig }),
    });
    expect(fleetsOf(new PulumiPlan([group]))).toMatchObject([
      { instanceTypes: ["m7g.large"], atRest: 3, atMaximum: 10, duringRefresh, volume: { sizeGiB: 20 } },
    ]);
  });

  it("are a single instance", () => {
    const instance = resource("aws:ec2/instance:Instance", { instanceType: "t4g.micro" });
    expect(fleetsOf(new PulumiPlan([instance]))).toMatchObject([
      { instanceTypes: ["t4g.micro"], duringRefresh: 1 },
    ]);
  });
});

describe("the name of an instance type", () => {
  it.each([
    ["m7g.large", 2, true, "arm64"],
    ["m7i-flex.xlarge", 4, true, "amd64"],
    ["c6gd.12xlarge", 48, true, "arm64"],
    ["t4g.micro", 2, true, "arm64"],
    ["m7g.medium", 1, true, "arm64"],
    ["a1.large", 2, true, "arm64"],
    ["g5.2xlarge", 8, false, "amd64"],
    ["g5g.xlarge", 4, false, "arm64"],
    ["m7g.metal", undefined, true, "arm64"],
    ["hpc7a.96xlarge", undefined, false, "amd64"],
  ])("%s", (type, vCpus, standard, architecture) => {
    expect([vCpusOf(type), isStandard(type), architectureOf(type)]).toEqual([vCpus, standard, architecture]);
  });
});

describe("data stores", () => {
  test("a replica is as large as what it copies", () => {
    const plan = readPlan(join(__dirname, "two-regions.json"));
    const sizes = plan.ofType("aws:rds/instance:Instance").map((database) => allocatedGiB(plan, database));
    expect(sizes).toEqual([200, 200, 200]);
  });

  test("the secondary of a global datastore is made as its primary is", () => {
    const group = "aws:elasticache/replicationGroup:ReplicationGroup";
    const datastore = "aws:elasticache/globalReplicationGroup:GlobalReplicationGroup";
    const made = { engine: "valkey", engineVersion: "8.0", nodeType: "cache.r7g.large" };
    const primary = { ...resource(group, made), urn: "primary" };
    const secondary = {
      ...resource(group, {}, { globalReplicationGroupId: ["datastore"] }),
      urn: "secondary",
    };
    const global = {
      ...resource(datastore, {}, { primaryReplicationGroupId: ["primary"] }),
      urn: "datastore",
    };
    const plan = new PulumiPlan([primary, global, secondary]);
    expect(cacheNodesKind(plan, secondary)).toEqual({
      engine: "valkey",
      version: "8.0",
      nodeType: "cache.r7g.large",
    });
  });

  test.each([
    [{ numNodeGroups: 2, replicasPerNodeGroup: 2 }, 6],
    [{ numNodeGroups: 3 }, 3],
    [{ numCacheClusters: 2 }, 2],
    [{}, 1],
  ])("the nodes of a cache are shards times copies: %j", (inputs, nodes) => {
    expect(cacheNodesOf(resource("aws:elasticache/replicationGroup:ReplicationGroup", inputs))).toBe(nodes);
  });
});
