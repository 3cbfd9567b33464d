import { describe, expect, test } from "@jest/globals";

import { buildGraph } from "../../../../policies/analysis/graph/build";
import type { GraphNode } from "../../../../policies/analysis/graph/types";
import { ref, resource, UNKNOWN, type Fixture } from "../../support/fixture";
import { eks } from "../programs/eks";
import { multiRegion } from "../programs/multi-region";
import { singleZone } from "../programs/single-zone";
import { subnetIdsOf, subnetsOf } from "../support/network";
import { previewOf } from "../support/plan";

function nodeOf(fixtures: readonly Fixture[], name: string): GraphNode {
  const found = [...buildGraph(previewOf(fixtures)).nodes.values()].find((node) => node.name === name);
  if (!found) throw new Error(`no node ${name}`);
  return found;
}

const group = (inputs: Fixture["inputs"], more: Partial<Fixture> = {}): readonly Fixture[] => [
  ...subnetsOf("us-east-1"),
  resource("aws:autoscaling/group:Group", "web", { minSize: 3, ...inputs }, more),
];

describe("regions", () => {
  test("a resource's own region wins over its provider's", () => {
    expect(nodeOf(group({ region: "sa-east-1" }), "web").region).toBe("sa-east-1");
    expect(nodeOf(group({}), "web").region).toBe("us-east-1");
  });

  test("a workload is where the cluster is that its provider is configured for", () => {
    expect(nodeOf(eks, "shop").region).toBe("us-west-2");
  });

  test("Route 53 has none, and an unknown provider's is said to be unknown", () => {
    expect(nodeOf(multiRegion(), "record-us-east-1").region).toBe("global");
    expect(nodeOf(group({}, { region: UNKNOWN }), "web").region).toBe("(unknown region)");
  });

  test("a workload without a cluster in the plan is nowhere", () => {
    expect(
      nodeOf([resource("kubernetes:apps/v1:Deployment", "shop", { spec: { replicas: 3 } })], "shop").region,
    ).toBe("(unknown region)");
  });
});

describe("zones", () => {
  const three = ["us-east-1a", "us-east-1b", "us-east-1c"];

  test("are those of the subnets, when there are as many sources as references", () => {
    expect(nodeOf(group({ vpcZoneIdentifiers: subnetIdsOf("us-east-1") }), "web").zones).toEqual({
      exact: true,
      names: three,
    });
  });

  test("are at most those, when the list as a whole is unknown: it may have been cut", () => {
    const list = ref("subnet-us-east-1a", "subnet-us-east-1b", "subnet-us-east-1c");
    expect(nodeOf(group({ vpcZoneIdentifiers: list }), "web").zones).toEqual({ exact: false, names: three });
  });

  test("are at most those, when a reference leads out of the plan", () => {
    const list = [ref("subnet-us-east-1a"), "subnet-0abc"];
    expect(nodeOf(group({ vpcZoneIdentifiers: list }), "web").zones).toEqual({
      exact: false,
      names: ["us-east-1a"],
    });
  });

  test("are told apart by their ids, which nobody can compare with names", () => {
    const byId = (name: string, id: string) =>
      resource("aws:ec2/subnet:Subnet", name, { availabilityZoneId: id }, { region: "us-east-1" });
    const web = (...subnets: readonly string[]) =>
      resource("aws:autoscaling/group:Group", "web", {
        minSize: 3,
        vpcZoneIdentifiers: subnets.map((one) => ref(one)),
      });
    const ids = [byId("one", "use1-az1"), byId("four", "use1-az4"), byId("same", "use1-az4")];
    expect(nodeOf([...ids, web("one", "four", "same")], "web").zones).toEqual({
      exact: true,
      names: ["use1-az1", "use1-az4"],
    });
    const mixed = [...subnetsOf("us-east-1"), ...ids, web("one", "subnet-us-east-1a")];
    expect(nodeOf(mixed, "web").zones).toEqual({ exact: false, names: ["us-east-1a", "use1-az1"] });
  });

  test("are found again after deployment, by known ids", () => {
    const known = subnetsOf("us-east-1").map((subnet) => ({
      ...subnet,
      computed: { id: `id-${subnet.name}` },
    }));
    const web = resource("aws:autoscaling/group:Group", "web", {
      minSize: 3,
      vpcZoneIdentifiers: ["id-subnet-us-east-1a", "id-subnet-us-east-1c"],
    });
    expect(nodeOf([...known, web], "web").zones).toEqual({
      exact: true,
      names: ["us-east-1a", "us-east-1c"],
    });
  });

  test("of a database are one of its group's, and nobody knows which", () => {
    expect(nodeOf(singleZone, "db").zones).toEqual({ exact: false, names: ["us-east-1a", "us-east-1b"] });
  });

  test("of pods are those of the cluster's nodes", () => {
    expect(nodeOf(eks, "shop").zones).toEqual({
      exact: true,
      names: ["us-west-2a", "us-west-2b", "us-west-2c"],
    });
  });

  test("of nobody knows what are none, and not exact", () => {
    expect(nodeOf(group({}), "web").zones).toEqual({ exact: false, names: [] });
  });
});

describe("edges of a first preview", () => {
  const { edges } = buildGraph(previewOf(multiRegion()));
  const shown = (kind: string, from: string): readonly string[] =>
    edges
      .filter((edge) => edge.kind === kind && edge.from.endsWith(`::${from}`))
      .map(({ to, exact }) => `${to.slice(to.lastIndexOf("::") + 2)}${exact ? "" : "?"}`)
      .toSorted();

  test.each([
    ["runsIn", "web-us-east-1", ["private-us-east-1a", "private-us-east-1b", "private-us-east-1c"]],
    ["runsIn", "db-eu-west-1", ["db-subnets-eu-west-1"]],
    ["serves", "web-us-east-1", ["tg-us-east-1"]],
    ["serves", "db-secret-us-east-1", ["db-us-east-1"]],
    ["replicates", "db-eu-west-1", ["db-us-east-1"]],
    ["replicates", "files-eu-west-1", ["files-us-east-1"]],
    ["routesTo", "alb-us-east-1", ["tg-us-east-1"]],
    ["routesTo", "record-eu-west-1", ["alb-eu-west-1"]],
    ["routesTo", "private-us-east-1b", ["routes-us-east-1b"]],
    ["routesTo", "routes-us-east-1b", ["nat-us-east-1b"]],
    ["encryptsWith", "db-eu-west-1", ["key-eu-west-1"]],
  ])("%s: %s", (kind, from, targets) => {
    expect(shown(kind, from)).toEqual(targets);
  });
});

describe("a secret serves the store whose users have its password", () => {
  const password = (name: string) => [
    resource("random:index/randomPassword:RandomPassword", name, { length: 32 }),
    resource("aws:secretsmanager/secret:Secret", `${name}-secret`, {}),
    resource("aws:secretsmanager/secretVersion:SecretVersion", `${name}-version`, {
      secretId: ref(`${name}-secret`),
      secretString: ref(name),
    }),
  ];
  const login = (name: string) => ({ type: "password", passwords: [ref(name)] });

  test.each([
    [
      "through a group of ElastiCache",
      [
        resource("aws:elasticache/user:User", "app", { authenticationMode: login("mine") }),
        resource("aws:elasticache/user:User", "other", { authenticationMode: login("other") }),
        resource("aws:elasticache/userGroup:UserGroup", "users", { userIds: [ref("app")] }),
        resource("aws:elasticache/replicationGroup:ReplicationGroup", "cache", {
          userGroupIds: [ref("users")],
        }),
      ],
    ],
    [
      "through a list of MemoryDB",
      [
        resource("aws:memorydb/user:User", "app", { authenticationMode: login("mine") }),
        resource("aws:memorydb/acl:Acl", "users", { userNames: [ref("app")] }),
        resource("aws:memorydb/cluster:Cluster", "cache", { aclName: ref("users") }),
      ],
    ],
  ])("%s", (_, store) => {
    const { edges } = buildGraph(previewOf([...password("mine"), ...password("other"), ...store]));
    const serving = edges.filter(({ kind, to }) => kind === "serves" && to.endsWith("::cache"));
    expect(serving.map(({ from }) => from.split("::").at(-1))).toEqual(["mine-secret"]);
  });
});

describe("what is not counted as data", () => {
  test("a bucket that only receives logs", () => {
    const logged = [
      ...multiRegion(),
      resource("aws:s3/bucket:Bucket", "logs", {}),
      resource("aws:ec2/flowLog:FlowLog", "flow", { logDestination: ref("logs") }),
    ];
    expect(nodeOf(logged, "logs").tier).toBeUndefined();
    expect(nodeOf(logged, "files-us-east-1").tier).toBe("object-store");
  });
});

describe("what is unknown is named", () => {
  test("by property", () => {
    expect(nodeOf(group({ minSize: UNKNOWN }), "web").unknowns).toEqual(["minSize"]);
  });
});
