import {
  AttachInternetGatewayCommand,
  AssociateRouteTableCommand,
  CreateInternetGatewayCommand,
  CreateNatGatewayCommand,
  CreateRouteCommand,
  CreateRouteTableCommand,
  CreateSubnetCommand,
  CreateTagsCommand,
  CreateVpcCommand,
  ModifyVpcAttributeCommand,
  type EC2Client,
} from "@aws-sdk/client-ec2";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { openAccount, type OpenAccount } from "../../preflight/aws/account";
import { PreflightClients } from "../../preflight/aws/clients";
import { preflight } from "../../preflight/preflight";
import { PulumiPlan, type PlanResource } from "../../plan/plan";
import { startMoto, type Moto } from "../drill/adapters/aws/support/moto";
import { readySources } from "./support/sources";

const region = "us-east-1";
const zones = ["us-east-1a", "us-east-1b", "us-east-1c"];

const resource = (type: string, name: string, inputs: PlanResource["inputs"]): PlanResource => ({
  urn: name,
  type,
  name,
  region: type.startsWith("kubernetes:") ? undefined : region,
  exists: false,
  inputs,
  references: {},
});

/** A VPC that others made, on moto: three zones, each with a way out of its own. */
interface Made {
  readonly vpcId: string;
  readonly publicIds: readonly string[];
  readonly privateIds: readonly string[];
  readonly nats: readonly string[];
}

const table = async (ec2: EC2Client, vpcId: string, subnetId: string, route: object): Promise<void> => {
  const made = await ec2.send(new CreateRouteTableCommand({ VpcId: vpcId }));
  const RouteTableId = made.RouteTable!.RouteTableId!;
  await ec2.send(new CreateRouteCommand({ RouteTableId, DestinationCidrBlock: "0.0.0.0/0", ...route }));
  await ec2.send(new AssociateRouteTableCommand({ RouteTableId, SubnetId: subnetId }));
};

async function makeVpc(ec2: EC2Client): Promise<Made> {
  const VpcId = (await ec2.send(new CreateVpcCommand({ CidrBlock: "10.10.0.0/16" }))).Vpc!.VpcId!;
  const gateway = await ec2.send(new CreateInternetGatewayCommand({}));
  const GatewayId = gateway.InternetGateway!.InternetGatewayId!;
  await ec2.send(new AttachInternetGatewayCommand({ VpcId, InternetGatewayId: GatewayId }));
  const subnet = async (AvailabilityZone: string, CidrBlock: string) =>
    (await ec2.send(new CreateSubnetCommand({ VpcId, AvailabilityZone, CidrBlock }))).Subnet!.SubnetId!;
  const [publicIds, privateIds, nats]: [string[], string[], string[]] = [[], [], []];
  for (const [at, zone] of zones.entries()) {
    const open = await subnet(zone, `10.10.${at}.0/24`);
    const closed = await subnet(zone, `10.10.${at + 10}.0/28`);
    const nat = await ec2.send(new CreateNatGatewayCommand({ SubnetId: open }));
    const NatGatewayId = nat.NatGateway!.NatGatewayId!;
    await table(ec2, VpcId, open, { GatewayId });
    await table(ec2, VpcId, closed, { NatGatewayId });
    publicIds.push(open);
    privateIds.push(closed);
    nats.push(NatGatewayId);
  }
  return { vpcId: VpcId, publicIds, privateIds, nats };
}

let moto: Moto;
let opened: OpenAccount;
let clients: PreflightClients;
let made: Made;

beforeAll(async () => {
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" });
  moto = await startMoto();
  opened = openAccount(region, { endpoint: moto.endpoint });
  clients = new PreflightClients(region, { endpoint: moto.endpoint });
  made = await makeVpc(clients.ec2);
});

afterAll(async () => {
  opened.close();
  clients.close();
  await moto.stop();
});

/** What the preflight says of existing networks, with the account on moto; zones offer what `readySources` says. */
async function about(...planned: readonly PlanResource[]) {
  const sources = readySources({
    vpc: (...asked) => opened.account.vpc(...asked),
    subnets: (...asked) => opened.account.subnets(...asked),
    subnetsOfVpc: (...asked) => opened.account.subnetsOfVpc(...asked),
  });
  const findings = await preflight(new PulumiPlan(planned), sources);
  return findings
    .filter(({ check }) => check.startsWith("existing "))
    .map(({ subject, needed, found, readiness, ask }) => ({ subject, needed, found, readiness, ask }));
}

const balancer = (subnets: readonly string[], more: PlanResource["inputs"] = {}) =>
  resource("aws:lb/loadBalancer:LoadBalancer", "entry", { subnets, ...more });
const template = resource("aws:ec2/launchTemplate:LaunchTemplate", "template", { instanceType: "m7g.large" });
const fleet = (vpcZoneIdentifiers: readonly string[], maxSize = 6): PlanResource => ({
  ...resource("aws:autoscaling/group:Group", "fleet", { vpcZoneIdentifiers, minSize: 3, maxSize }),
  references: { launchTemplate: ["template"] },
});

describe("a VPC that others made", () => {
  it("is there, and its hosts have names once they are allowed to", async () => {
    const group = resource("aws:ec2/securityGroup:SecurityGroup", "app", { vpcId: made.vpcId });
    expect(await about(group)).toMatchObject([
      { subject: made.vpcId, readiness: "short", found: "DNS does not answer for its hosts" },
    ]);
    const EnableDnsHostnames = { Value: true };
    await clients.ec2.send(new ModifyVpcAttributeCommand({ VpcId: made.vpcId, EnableDnsHostnames }));
    expect(await about(group)).toMatchObject([{ readiness: "ok", found: "there" }]);
  });

  it("is not there under another id", async () => {
    const group = resource("aws:ec2/securityGroup:SecurityGroup", "app", { vpcId: "vpc-0123456789abcdef0" });
    expect(await about(group)).toMatchObject([{ readiness: "short", found: "not there" }]);
  });

  it("is no question where the plan makes it", async () => {
    const own = {
      ...resource("aws:ec2/securityGroup:SecurityGroup", "app", { vpcId: made.vpcId }),
      references: { vpcId: ["own"] },
    };
    expect(await about(own, resource("aws:ec2/vpc:Vpc", "own", {}))).toEqual([]);
  });
});

describe("subnets that others made", () => {
  it("take a load balancer and instances where each zone has one with a way out", async () => {
    const placed = (ids: readonly string[]) =>
      ids
        .map((id, at) => `${id} in ${zones[at]}`)
        .sort()
        .join(", ");
    expect(await about(balancer(made.publicIds), fleet(made.privateIds), template)).toEqual([
      {
        subject: "entry",
        needed: "3 in as many zones, 8 free addresses in each, a route to an internet gateway",
        found: placed(made.publicIds),
        readiness: "ok",
        ask: undefined,
      },
      {
        subject: "fleet",
        needed: "3 in as many zones, 3 free addresses in each, a way out",
        found: placed(made.privateIds),
        readiness: "ok",
        ask: undefined,
      },
    ]);
  });

  it("do not where one is not there, two are of one zone, addresses are short, or the internet is not reached", async () => {
    const [first = "", second = ""] = made.privateIds;
    const unknown = "subnet-0123456789abcdef0";
    const [of = ""] = made.publicIds;
    expect(await about(balancer([first, of, unknown]))).toMatchObject([
      {
        readiness: "short",
        found: expect.stringMatching(
          `^not there: ${unknown}; second of its zone: subnet-[0-9a-f]+ in us-east-1a; no route to an internet gateway: ${first}$`,
        ),
        ask: "correct the ids, or the region that they are in",
      },
    ]);
    expect(await about(fleet([first, second], 30))).toMatchObject([
      {
        readiness: "short",
        found: `too few free addresses: ${first} has 11, ${second} has 11`,
        ask: "name larger subnets, or free addresses there",
      },
    ]);
  });

  it("do not where a zone lacks the instance type", async () => {
    const sources = readySources({
      subnets: (...asked) => opened.account.subnets(...asked),
      zonesWithInstanceType: () => Promise.resolve(["us-east-1a", "us-east-1b"]),
    });
    const findings = await preflight(new PulumiPlan([fleet(made.privateIds), template]), sources);
    expect(findings.filter(({ check }) => check === "existing subnets")).toMatchObject([
      { readiness: "short", found: "m7g.large is not offered: us-east-1c" },
    ]);
  });

  it("are told of where zones share a NAT gateway, have no way out, or an open one", async () => {
    const ec2 = clients.ec2;
    const subnet = async (AvailabilityZone: string, third: number) =>
      (
        await ec2.send(
          new CreateSubnetCommand({
            VpcId: made.vpcId,
            AvailabilityZone,
            CidrBlock: `10.10.${third}.0/24`,
          }),
        )
      ).Subnet!.SubnetId!;
    const [a, b] = [await subnet("us-east-1a", 50), await subnet("us-east-1b", 51)];
    expect(await about(fleet([a, b]))).toMatchObject([
      { readiness: "note", found: `no way out: ${a}, ${b}` },
    ]);
    const [NatGatewayId = ""] = made.nats;
    for (const id of [a, b]) await table(ec2, made.vpcId, id, { NatGatewayId });
    expect(await about(fleet([a, b]))).toMatchObject([
      {
        readiness: "note",
        found: `${NatGatewayId} is the way out of several zones`,
        ask: "give each zone one, unless it is a regional NAT gateway",
      },
    ]);
    expect(await about(fleet(made.publicIds))).toMatchObject([
      { readiness: "note", found: `straight to the internet: ${made.publicIds.join(", ")}` },
    ]);
  });

  it("carry the tag by which a cluster finds those of a load balancer that names none", async () => {
    const cluster = resource("aws:eks/cluster:Cluster", "cluster", {
      vpcConfig: { subnetIds: made.privateIds },
    });
    const group = resource("aws:ec2/securityGroup:SecurityGroup", "nodes", { vpcId: made.vpcId });
    const service = (annotations: object) =>
      resource("kubernetes:core/v1:Service", "web", {
        metadata: { annotations },
        spec: { type: "LoadBalancer" },
      });
    const scheme = { "service.beta.kubernetes.io/aws-load-balancer-scheme": "internet-facing" };
    const ofWeb = async (annotations: object) =>
      (await about(cluster, group, service(annotations))).filter(({ subject }) => subject === "web");
    const short = {
      needed: "subnets of two zones with the tag kubernetes.io/role/elb",
      found: "none",
      readiness: "short",
    };
    expect(await ofWeb(scheme)).toMatchObject([short]);
    const named = { "service.beta.kubernetes.io/aws-load-balancer-subnets": made.publicIds.join() };
    expect(await ofWeb({ ...scheme, ...named })).toEqual([]);
    const Tags = [{ Key: "kubernetes.io/role/elb", Value: "1" }];
    const Resources = made.publicIds.slice(0, 2);
    await clients.ec2.send(new CreateTagsCommand({ Resources, Tags }));
    expect(await ofWeb(scheme)).toMatchObject([{ readiness: "ok", found: "in us-east-1a, us-east-1b" }]);
  });
});
