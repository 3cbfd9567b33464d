import { describe, expect, test } from "@jest/globals";
import { Firewall, type FirewallArgs, type LoadBalancerKind } from "../../../components/network/firewall";
import { outputOf, record, type Recorded, type Recording } from "../../support/mocks";
import { strayResources } from "../../support/providers";

const ingress = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const egress = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
const args: FirewallArgs = { vpcId: "vpc-1", appPort: 8001, loadBalancerKind: "application" };
const firewall = (changes: Partial<FirewallArgs> = {}) =>
  record(() => new Firewall("fw", { ...args, ...changes }));

/** Rules as `<owner> <peer> <port>`, sorted. */
function rules(run: Recording<unknown>, type: string): string[] {
  const text = ({ inputs }: Recorded): string => {
    const peer = (inputs["referencedSecurityGroupId"] ?? inputs["cidrIpv4"]) as string;
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

describe.each(Object.entries(entries))("Firewall before an entry of kind %s", (kind, expected) => {
  const loadBalancerKind = kind as LoadBalancerKind;

  test("has a group for each tier that is used", async () => {
    const { result, recorded } = await firewall({ loadBalancerKind });
    const tiers = [...expected.groups, "app", "database", "cache"];
    expect(Object.keys(result.securityGroupIds)).toEqual(tiers);
    expect(recorded("aws:ec2/securityGroup:SecurityGroup").map(({ name }) => name)).toEqual(
      tiers.map((tier) => `fw-${tier}`),
    );
    expect(await Promise.all(Object.values(result.securityGroupIds).map(outputOf))).toEqual(
      tiers.map((tier) => `fw-${tier}-id`),
    );
  });

  test("opens exactly the listed flows, at both ends", async () => {
    const run = await firewall({ loadBalancerKind });
    expect(rules(run, ingress)).toEqual([...behindEveryEntry.ingress, ...expected.ingress].sort());
    expect(rules(run, egress)).toEqual([...behindEveryEntry.egress, ...expected.egress].sort());
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
