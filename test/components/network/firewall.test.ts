import { describe, expect, test } from "@jest/globals";
import type { LoadBalancerKind } from "../../../components/kit/load-balancer-kind";
import { Firewall, type FirewallArgs } from "../../../components/network/firewall";
import { outputOf, record, type Recorded, type Recording } from "../../support/mocks";
import { strayResources } from "../../support/providers";

const ingress = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const egress = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
const https = { protocol: "tcp", port: 443, cidrBlocks: ["0.0.0.0/0"], description: "AWS" } as const;
const args: FirewallArgs = {
  vpcId: "vpc-1",
  appPort: 8001,
  loadBalancerKind: "application",
  egress: [https],
  endpoints: { prefixListIds: { s3: "pl-s3", dynamodb: "pl-dynamodb" } },
  appPorts: {},
};
const firewall = (changes: Partial<FirewallArgs> = {}) =>
  record(() => new Firewall("fw", { ...args, ...changes }));

/** Rules as `<owner> <peer> <port>`, sorted. */
function rules(run: Recording<unknown>, type: string): string[] {
  const text = ({ inputs }: Recorded): string => {
    const peer = (inputs["referencedSecurityGroupId"] ??
      inputs["cidrIpv4"] ??
      inputs["prefixListId"]) as string;
    expect(inputs).toMatchObject({ ipProtocol: "tcp", toPort: inputs["fromPort"] as number });
    return `${inputs["securityGroupId"] as string} ${peer} ${inputs["fromPort"] as number}`;
  };
  return run.recorded(type).map(text).sort();
}

const behindEveryEntry = {
  ingress: ["fw-cache-id fw-app-id 6379", "fw-database-id fw-app-id 5432"],
  egress: ["fw-app-id 0.0.0.0/0 443", "fw-app-id fw-cache-id 6379", "fw-app-id fw-database-id 5432"],
};
const entries: Record<LoadBalancerKind, { groups: string[]; ingress: string[]; egress: string[] }> = {
  application: {
    groups: ["loadBalancer"],
    ingress: [
      "fw-app-id fw-loadBalancer-id 8001",
      "fw-loadBalancer-id 0.0.0.0/0 443",
      "fw-loadBalancer-id 0.0.0.0/0 80",
    ],
    egress: ["fw-loadBalancer-id fw-app-id 8001"],
  },
  network: {
    groups: ["networkLoadBalancer"],
    ingress: ["fw-app-id fw-networkLoadBalancer-id 8001", "fw-networkLoadBalancer-id 0.0.0.0/0 443"],
    egress: ["fw-networkLoadBalancer-id fw-app-id 8001"],
  },
  "network-to-application": {
    groups: ["networkLoadBalancer", "loadBalancer"],
    ingress: [
      "fw-app-id fw-loadBalancer-id 8001",
      "fw-loadBalancer-id fw-networkLoadBalancer-id 443",
      "fw-loadBalancer-id fw-networkLoadBalancer-id 80",
      "fw-networkLoadBalancer-id 0.0.0.0/0 443",
      "fw-networkLoadBalancer-id 0.0.0.0/0 80",
    ],
    egress: [
      "fw-loadBalancer-id fw-app-id 8001",
      "fw-networkLoadBalancer-id fw-loadBalancer-id 443",
      "fw-networkLoadBalancer-id fw-loadBalancer-id 80",
    ],
  },
};

describe("Firewall behind a distribution", () => {
  const clients = { distributions: "pl-cloudfront", healthCheckers: "pl-route53" };

  test.each([
    ["application", "loadBalancer"],
    ["network-to-application", "networkLoadBalancer"],
  ] as const)(
    "lets CloudFront reach an entry of kind %s, and Route 53 by a group of its own",
    async (kind, tier) => {
      const run = await firewall({ loadBalancerKind: kind, clients });
      const fromOutside = rules(run, ingress).filter((rule) => /0\.0\.0\.0|pl-/.test(rule));
      expect(fromOutside).toEqual(["fw-healthChecks-id pl-route53 443", `fw-${tier}-id pl-cloudfront 443`]);
      expect(await outputOf(run.result.securityGroupIds.healthChecks!)).toBe("fw-healthChecks-id");
    },
  );

  test("knows no health checkers of a single region", async () => {
    const run = await firewall({ clients: { distributions: "pl-cloudfront" } });
    const fromOutside = rules(run, ingress).filter((rule) => /0\.0\.0\.0|pl-/.test(rule));
    expect(fromOutside).toEqual(["fw-loadBalancer-id pl-cloudfront 443"]);
    expect(run.result.securityGroupIds.healthChecks).toBeUndefined();
  });
});

describe.each(Object.entries(entries))("Firewall before an entry of kind %s", (kind, expected) => {
  const loadBalancerKind = kind as LoadBalancerKind;

  test("has a group for each tier that is used", async () => {
    const { result, recorded } = await firewall({ loadBalancerKind });
    const tiers = [...expected.groups, "app", "database", "cache"];
    const ids = result.securityGroupIds;
    expect([ids.networkLoadBalancer, ids.loadBalancer].filter((id) => id !== undefined)).toHaveLength(
      expected.groups.length,
    );
    expect(recorded("aws:ec2/securityGroup:SecurityGroup").map(({ name }) => name)).toEqual(
      tiers.map((tier) => `fw-${tier}`),
    );
    expect(await Promise.all([ids.app, ids.database, ids.cache].map(outputOf))).toEqual([
      "fw-app-id",
      "fw-database-id",
      "fw-cache-id",
    ]);
    if (ids.loadBalancer) expect(await outputOf(ids.loadBalancer)).toBe("fw-loadBalancer-id");
    if (ids.networkLoadBalancer) {
      expect(await outputOf(ids.networkLoadBalancer)).toBe("fw-networkLoadBalancer-id");
    }
  });

  test("opens exactly the listed flows, at both ends", async () => {
    const run = await firewall({ loadBalancerKind });
    expect(rules(run, ingress)).toEqual([...behindEveryEntry.ingress, ...expected.ingress].sort());
    expect(rules(run, egress)).toEqual([...behindEveryEntry.egress, ...expected.egress].sort());
  });
});

/** Groups and rules between application, stores and internet. */
async function behind(changes: Partial<FirewallArgs>): Promise<Record<string, string[]>> {
  const run = await firewall(changes);
  const isOfEntry = (rule: string): boolean => rule.includes("oadBalancer-id");
  return {
    groups: run.recorded("aws:ec2/securityGroup:SecurityGroup").map(({ name }) => name),
    ingress: rules(run, ingress).filter((rule) => !isOfEntry(rule)),
    egress: rules(run, egress).filter((rule) => !isOfEntry(rule)),
  };
}

describe("Firewall before what the platform has", () => {
  test.each<[string, Partial<FirewallArgs>, string[], string[]]>([
    ["no store at all", { database: "none", cache: "none" }, [], []],
    ["a cache alone", { database: "none" }, ["fw-cache-id fw-app-id 6379"], ["fw-app-id fw-cache-id 6379"]],
    [
      "a database alone",
      { cache: "none" },
      ["fw-database-id fw-app-id 5432"],
      ["fw-app-id fw-database-id 5432"],
    ],
    [
      "a proxy, which alone reaches the database",
      { database: "proxy", cache: "none" },
      ["fw-database-id fw-databaseProxy-id 5432", "fw-databaseProxy-id fw-app-id 5432"],
      ["fw-app-id fw-databaseProxy-id 5432", "fw-databaseProxy-id fw-database-id 5432"],
    ],
    [
      "a proxy, and read replicas that it does not reach",
      { database: "proxy-and-readers", cache: "none" },
      [
        "fw-database-id fw-app-id 5432",
        "fw-database-id fw-databaseProxy-id 5432",
        "fw-databaseProxy-id fw-app-id 5432",
      ],
      [
        "fw-app-id fw-database-id 5432",
        "fw-app-id fw-databaseProxy-id 5432",
        "fw-databaseProxy-id fw-database-id 5432",
      ],
    ],
  ])("opens what leads to %s", async (_, changes, expectedIngress, expectedEgress) => {
    const found = await behind(changes);
    expect(found["ingress"]).toEqual(expectedIngress);
    expect(found["egress"]).toEqual(["fw-app-id 0.0.0.0/0 443", ...expectedEgress].sort());
  });

  test("makes no group for what is not there, and refuses to be asked for it", async () => {
    const run = await firewall({ database: "none", cache: "none" });
    expect(run.recorded("aws:ec2/securityGroup:SecurityGroup").map(({ name }) => name)).toEqual([
      "fw-loadBalancer",
      "fw-app",
    ]);
    const { securityGroupIds } = run.result;
    const refused = (tier: string): string =>
      `securityGroupIds.${tier} was asked for, but the platform has no ${tier}; see FirewallArgs`;
    expect(() => securityGroupIds.database).toThrow(refused("database"));
    expect(() => securityGroupIds.cache).toThrow(refused("cache"));
    expect(() => securityGroupIds.databaseProxy).toThrow(refused("databaseProxy"));
    expect(securityGroupIds.networkLoadBalancer).toBeUndefined();
  });

  test("takes the group of an application that it did not make, and leaves its way to the internet alone", async () => {
    const run = await firewall({ appSecurityGroupId: "sg-cluster" });
    expect(run.recorded("aws:ec2/securityGroup:SecurityGroup").map(({ name }) => name)).toEqual([
      "fw-loadBalancer",
      "fw-database",
      "fw-cache",
    ]);
    expect(await outputOf(run.result.securityGroupIds.app)).toBe("sg-cluster");
    expect(rules(run, ingress)).toEqual([
      "fw-cache-id sg-cluster 6379",
      "fw-database-id sg-cluster 5432",
      "fw-loadBalancer-id 0.0.0.0/0 443",
      "fw-loadBalancer-id 0.0.0.0/0 80",
      "sg-cluster fw-loadBalancer-id 8001",
    ]);
    expect(rules(run, egress)).toEqual([
      "fw-loadBalancer-id sg-cluster 8001",
      "sg-cluster fw-cache-id 6379",
      "sg-cluster fw-database-id 5432",
    ]);
  });
});

describe("Firewall", () => {
  test("keeps rules out of the groups, where they would fight the separate ones", async () => {
    const groups = (await firewall()).recorded("aws:ec2/securityGroup:SecurityGroup");
    expect(groups.filter(({ inputs }) => "ingress" in inputs || "egress" in inputs)).toEqual([]);
  });

  test.each([0, 65_536, 80.5, Number.NaN])("refuses appPort %d", async (appPort) => {
    await expect(firewall({ appPort })).rejects.toThrow(
      `appPort must be a whole number from 1 to 65535, got ${appPort}; give the port the application listens on`,
    );
  });

  test("uses the provider it is given for every resource", async () => {
    expect(await strayResources((opts) => new Firewall("fw", args, opts))).toEqual([]);
  });
});

describe("The application's own rules", () => {
  /** Of one type, by name, with what they let through. */
  async function ofApp(type: string, changes: Partial<FirewallArgs>): Promise<Record<string, unknown>> {
    const run = await firewall({ database: "none", cache: "none", ...changes });
    const own = run.recorded(type).filter(({ inputs }) => inputs["securityGroupId"] === "fw-app-id");
    return Object.fromEntries(
      own.map(({ name, inputs }) => [
        name,
        [
          inputs["ipProtocol"],
          inputs["fromPort"],
          inputs["cidrIpv4"] ?? inputs["prefixListId"] ?? inputs["referencedSecurityGroupId"],
        ],
      ]),
    );
  }

  test("keep the name that HTTPS to everywhere always had", async () => {
    expect(await ofApp(egress, {})).toEqual({ "fw-app-to-internet-443": ["tcp", 443, "0.0.0.0/0"] });
  });

  test("open what is listed, by address, protocol and port, and nothing else", async () => {
    const broker = { protocol: "tcp", port: 5671, description: "broker" } as const;
    const time = { protocol: "udp", port: 123, cidrBlocks: ["0.0.0.0/0"], description: "time" } as const;
    const cidrBlocks = ["10.0.0.0/8", "203.0.113.0/24"];
    expect(await ofApp(egress, { egress: [https, { ...broker, cidrBlocks }, time] })).toEqual({
      "fw-app-to-internet-443": ["tcp", 443, "0.0.0.0/0"],
      "fw-app-to-10.0.0.0-8-5671": ["tcp", 5671, "10.0.0.0/8"],
      "fw-app-to-203.0.113.0-24-5671": ["tcp", 5671, "203.0.113.0/24"],
      "fw-app-to-internet-udp-123": ["udp", 123, "0.0.0.0/0"],
    });
  });

  test("lead to the endpoints alone where HTTPS may go nowhere else", async () => {
    const endpoints = { ...args.endpoints, securityGroupId: "sg-endpoints" };
    expect(await ofApp(egress, { egress: [], endpoints })).toEqual({
      "fw-app-to-s3": ["tcp", 443, "pl-s3"],
      "fw-app-to-dynamodb": ["tcp", 443, "pl-dynamodb"],
      "fw-app-to-interface-endpoints": ["tcp", 443, "sg-endpoints"],
    });
  });

  test("let callers in at further ports, also in a group that is managed elsewhere", async () => {
    const appPorts = { metrics: { port: 9464, protocol: "tcp", cidrBlocks: ["10.10.0.0/16"] } } as const;
    expect(await ofApp(ingress, { appPorts })).toMatchObject({
      "fw-app-metrics-from-10.10.0.0-16-9464": ["tcp", 9464, "10.10.0.0/16"],
    });
    const run = await firewall({ appPorts, appSecurityGroupId: "sg-cluster" });
    expect(run.one(ingress, "fw-app-metrics-from-10.10.0.0-16-9464").inputs).toMatchObject({
      securityGroupId: "sg-cluster",
    });
  });
});
