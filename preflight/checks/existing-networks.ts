/** Networks that others made and a plan uses: the rehearsal cannot know them, so the account is asked. */
import { textAt, valueAt } from "../../plan/inputs";
import type { PlanResource, PulumiPlan } from "../../plan/plan";
import type { AccountSubnet, PreflightSources } from "../account";
import { defineCheck, note, ok, short, type PreflightAnswer, type Requirement } from "../check";
import { subnetUses, type SubnetUse } from "./subnet-uses";

const VPC = "aws:ec2/vpc:Vpc";

/** The VPCs that a plan names by their ids. */
function namedVpcs(plan: PulumiPlan): readonly { readonly region: string; readonly subject: string }[] {
  const named = plan.resources.flatMap((resource) => {
    const id = textAt(resource, "vpcId");
    if (!id?.startsWith("vpc-") || plan.referenced(resource, "vpcId", VPC).length > 0) return [];
    return { region: resource.region ?? "", subject: id };
  });
  return [...new Map(named.map((one) => [`${one.region} ${one.subject}`, one])).values()];
}

export const existingVpcs = defineCheck({
  name: "existing VPC",
  requirements: (plan) =>
    namedVpcs(plan).map((one) => ({ ...one, needed: "there, and its hosts have names" })),
  async answer({ region, subject }, { account }) {
    const vpc = await account.vpc(region, subject);
    if (vpc === undefined) return short("not there", "correct the id, or the region that it is in");
    if (vpc.resolvesNames) return ok("there");
    return short(
      "DNS does not answer for its hosts",
      `aws ec2 modify-vpc-attribute --vpc-id ${subject} --enable-dns-support, and --enable-dns-hostnames`,
    );
  },
});

interface SubnetsRequirement extends Requirement, SubnetUse {}

const routes = { internet: ", a route to an internet gateway", out: ", a way out", any: "" } as const;

export const existingSubnets = defineCheck<SubnetsRequirement>({
  name: "existing subnets",
  requirements: (plan) =>
    subnetUses(plan).map((use) => ({
      ...use,
      subject: use.resource.name,
      needed: `${use.subnetIds.length} in as many zones, ${use.freeAddresses} free addresses in each${routes[use.route]}`,
    })),
  async answer(use, sources) {
    const there = await sources.account.subnets(use.region, use.subnetIds);
    const subnets = use.subnetIds.flatMap((id) => there.find((subnet) => subnet.id === id) ?? []);
    const troubles = [
      ...missing(use, subnets),
      ...placement(subnets),
      ...full(use, subnets),
      ...(await withoutInstanceType(use, subnets, sources)),
      ...withoutRoute(use, subnets),
    ];
    const [first] = troubles;
    const found = [...subnets].map(({ id, zone }) => `${id} in ${zone}`).sort();
    if (first === undefined) return shared(use, subnets) ?? ok(found.join(", "));
    return short(troubles.map((one) => one.found).join("; "), first.ask);
  },
});

interface Trouble {
  readonly found: string;
  readonly ask: string;
}

const listed = (found: string, subnets: readonly string[], ask: string): readonly Trouble[] =>
  subnets.length === 0 ? [] : [{ found: `${found}: ${subnets.join(", ")}`, ask }];

function missing({ subnetIds }: SubnetUse, subnets: readonly AccountSubnet[]): readonly Trouble[] {
  const there = new Set(subnets.map(({ id }) => id));
  const absent = subnetIds.filter((id) => !there.has(id));
  return listed("not there", absent, "correct the ids, or the region that they are in");
}

function placement(subnets: readonly AccountSubnet[]): readonly Trouble[] {
  const repeated = subnets.filter(({ zone }, at) => subnets.findIndex((one) => one.zone === zone) !== at);
  const vpcs = new Set(subnets.map(({ vpcId }) => vpcId));
  const zones = repeated.map(({ id, zone }) => `${id} in ${zone}`);
  return [
    ...(vpcs.size > 1
      ? listed("in more than one VPC", [...vpcs].sort(), "name subnets of one VPC alone")
      : []),
    ...listed("second of its zone", zones, "name a subnet of another zone instead"),
  ];
}

function full({ freeAddresses }: SubnetUse, subnets: readonly AccountSubnet[]): readonly Trouble[] {
  const few = subnets.filter((one) => one.freeAddresses < freeAddresses);
  const counted = few.map((one) => `${one.id} has ${one.freeAddresses}`);
  return listed("too few free addresses", counted, "name larger subnets, or free addresses there");
}

async function withoutInstanceType(
  { region, instanceTypes }: SubnetUse,
  subnets: readonly AccountSubnet[],
  { account }: PreflightSources,
): Promise<readonly Trouble[]> {
  const all = await Promise.all(
    instanceTypes.map(async (type) => {
      const offering = await account.zonesWithInstanceType(region, type);
      const zones = subnets.map(({ zone }) => zone).filter((zone) => !offering.includes(zone));
      return listed(`${type} is not offered`, zones, "choose another instance type, or other zones");
    }),
  );
  return all.flat();
}

function withoutRoute({ route }: SubnetUse, subnets: readonly AccountSubnet[]): readonly Trouble[] {
  if (route !== "internet") return [];
  const without = subnets.filter(({ wayOut }) => !wayOut?.startsWith("igw-")).map(({ id }) => id);
  return listed("no route to an internet gateway", without, "name public subnets for it");
}

/** What can be meant so: a way out through endpoints alone, or one NAT gateway that AWS itself spreads over the zones. */
function shared({ route }: SubnetUse, subnets: readonly AccountSubnet[]): PreflightAnswer | undefined {
  if (route !== "out") return undefined;
  const ways = subnets.map(({ wayOut }) => wayOut);
  const isolated = subnets.filter(({ wayOut }) => wayOut === undefined).map(({ id }) => id);
  if (isolated.length > 0) {
    return note(
      `no way out: ${isolated.join(", ")}`,
      "endpoints must lead to all that is called: registries of images, AWS",
    );
  }
  const open = subnets.filter(({ wayOut }) => wayOut?.startsWith("igw-")).map(({ id }) => id);
  if (open.length > 0) {
    return note(
      `straight to the internet: ${open.join(", ")}`,
      "only what has a public address gets out there; name private subnets",
    );
  }
  const nat = ways.find((way, at) => way?.startsWith("nat-") === true && ways.indexOf(way) !== at);
  if (nat === undefined) return undefined;
  return note(
    `${nat} is the way out of several zones`,
    "give each zone one, unless it is a regional NAT gateway",
  );
}

interface DiscoveryRequirement extends Requirement {
  readonly vpcId: string;
  readonly tagKey: string;
}

const SUBNETS = "service.beta.kubernetes.io/aws-load-balancer-subnets";
const SCHEME = "service.beta.kubernetes.io/aws-load-balancer-scheme";

function annotation(service: PlanResource, key: string): unknown {
  return (valueAt(service, "metadata", "annotations") as Readonly<Record<string, unknown>> | undefined)?.[
    key
  ];
}

/**
 * A load balancer that a Service asks a cluster for goes into the subnets that carry a tag, where it names none.
 * https://docs.aws.amazon.com/eks/latest/userguide/tag-subnets-auto.html
 */
export const discoveredSubnets = defineCheck<DiscoveryRequirement>({
  name: "existing subnets",
  requirements(plan) {
    const vpcs = namedVpcs(plan);
    const [cluster, ...others] = plan.ofType("aws:eks/cluster:Cluster");
    const vpc = vpcs.find(({ region }) => region === cluster?.region);
    if (vpc === undefined || others.length > 0 || vpcs.length > 1) return [];
    return plan
      .ofType("kubernetes:core/v1:Service")
      .filter((service) => textAt(service, "spec", "type") === "LoadBalancer")
      .filter((service) => annotation(service, SUBNETS) === undefined)
      .map((service) => {
        const isPublic = annotation(service, SCHEME) === "internet-facing";
        const tagKey = `kubernetes.io/role/${isPublic ? "elb" : "internal-elb"}`;
        const needed = `subnets of two zones with the tag ${tagKey}`;
        return { region: vpc.region, subject: service.name, needed, vpcId: vpc.subject, tagKey };
      });
  },
  async answer({ region, vpcId, tagKey }, { account }) {
    const tagged = (await account.subnetsOfVpc(region, vpcId)).filter(({ tagKeys }) =>
      tagKeys.includes(tagKey),
    );
    const zones = [...new Set(tagged.map(({ zone }) => zone))].sort();
    if (zones.length >= 2) return ok(`in ${zones.join(", ")}`);
    return short(
      zones.length === 0 ? "none" : `in ${zones.join(", ")} alone`,
      `tag them ${tagKey}=1, or name them in the annotation ${SUBNETS}`,
    );
  },
});
