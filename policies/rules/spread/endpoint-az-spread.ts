import { z } from "zod";

import type { Read } from "../../framework/field";
import type { Plan, PlannedResource } from "../../framework/planned";
import { stackRule } from "../../framework/rule";
import { fail, judge, list, pass, unknown, type PolicyVerdict } from "../../framework/verdict";
import {
  BROKER,
  FILE_SYSTEM,
  MOUNT_TARGET,
  NETWORK_FIREWALL,
  SUBNET,
  VPC_ENDPOINT,
  VPC_ENDPOINT_SUBNET,
} from "../../resources";
import { incomingReferences } from "../shared/incoming-references";
import { enoughZones, moreZones, zoneOf, zonesOf, zonesText } from "../shared/zones";

export const endpointAzSpread = stackRule({
  id: "endpoint-az-spread",
  title: "Interface endpoints, mount targets, firewalls and message brokers are in more than one zone",
  group: "spread",
  severity: "critical",
  level: "mandatory",
  types: [...VPC_ENDPOINT, ...MOUNT_TARGET, ...FILE_SYSTEM, ...NETWORK_FIREWALL, ...BROKER],
  rationale:
    "What every zone goes through, and what is in one zone, is lost for every zone with that one: secrets, images, queues, files.",
  link: "https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html",
  remediation:
    "Give it a network interface in each zone that uses it; a broker, a deployment mode of several zones.",
  matches: { wellArchitected: ["REL10-BP01"], securityHub: ["MQ.5", "MQ.6", "NetworkFirewall.1"] },
  settings: z.strictObject({
    minimumZones: z
      .int()
      .min(2)
      .default(2)
      .describe("distinct zones; a network that has fewer is judged by those it has"),
  }),
  evaluate: (plan, { minimumZones }) => [
    ...together(plan.ofType(VPC_ENDPOINT).filter(hasInterfaces), sameService).flatMap((endpoints) =>
      judgeInterfaces(plan, endpoints, "subnetIds", minimumZones),
    ),
    ...together(plan.ofType(MOUNT_TARGET), (target) => keyOf(target, "fileSystemId")).flatMap((targets) =>
      judgeInterfaces(plan, targets, "subnetId", minimumZones),
    ),
    ...plan
      .ofType(NETWORK_FIREWALL)
      .flatMap((firewall) => judgeInterfaces(plan, [firewall], "subnetMappings", minimumZones)),
    ...plan.ofType(FILE_SYSTEM).map(oneZone),
    ...plan.ofType(BROKER).flatMap(oneBroker),
  ],
});

/** Gateway endpoints are entries of route tables, and in no zone. */
function hasInterfaces({ inputs }: PlannedResource): boolean {
  const type = inputs.at("vpcEndpointType").string();
  return type.state === "known" && type.value !== "Gateway" && inputs.at("subnetIds").state !== "absent";
}

function sameService(endpoint: PlannedResource): string {
  return `${keyOf(endpoint, "serviceName")} ${keyOf(endpoint, "vpcId")}`;
}

/** What a property says: its text, or where it comes from. */
function keyOf(resource: PlannedResource, property: string): string {
  const read = resource.inputs.at(property).string();
  if (read.state === "known") return read.value;
  const sources = resource.dependenciesOf(property).map(({ urn }) => urn);
  return sources.length > 0 ? sources.join(" ") : resource.urn;
}

/** Those that do the same for the same network may be one for each zone. */
function together(
  resources: readonly PlannedResource[],
  key: (resource: PlannedResource) => string,
): readonly (readonly PlannedResource[])[] {
  const groups = new Map<string, PlannedResource[]>();
  for (const resource of resources) {
    groups.set(key(resource), [...(groups.get(key(resource)) ?? []), resource]);
  }
  return [...groups.values()];
}

function judgeInterfaces(
  plan: Plan,
  members: readonly PlannedResource[],
  property: string,
  minimumZones: number,
): readonly PolicyVerdict[] {
  const [first] = members;
  const added = incomingReferences(plan, VPC_ENDPOINT_SUBNET, "vpcEndpointId", VPC_ENDPOINT);
  const reads: readonly Read<readonly string[]>[] = members.flatMap((member) => [
    zonesOf(plan, member, property),
    ...added.to(member).map((association) => zonesOf(plan, association, "subnetId")),
  ]);
  const found = [...new Set(reads.flatMap((read) => (read.state === "known" ? read.value : [])))].sort();
  const wanted = Math.min(minimumZones, zonesAround(plan, members));
  const open = reads.find(({ state }) => state !== "known");
  const fewer = () =>
    open !== undefined || added.undecided.length > 0
      ? unknown(open?.path ?? property, first)
      : fail(
          `it has a network interface in ${zonesText(found)} only`,
          `add ${moreZones(wanted - found.length)} to ${property === "subnetId" ? "the mount targets" : property}`,
          first,
        );
  return list(enoughZones(found, wanted, fewer), first);
}

/** How many zones the network has, as far as the plan shows: as many as any where it shows none. */
function zonesAround(plan: Plan, members: readonly PlannedResource[]): number {
  const own = new Set(
    members.flatMap((member) =>
      member.dependencies.filter(({ type }) => (SUBNET as readonly string[]).includes(type)),
    ),
  );
  const networks = new Set([...own].map((subnet) => keyOf(subnet, "vpcId")));
  const zones = plan
    .ofType(SUBNET)
    .filter((subnet) => networks.has(keyOf(subnet, "vpcId")))
    .flatMap((subnet) => {
      const zone = zoneOf(subnet);
      return zone.state === "known" ? [zone.value] : [];
    });
  const distinct = new Set(zones).size;
  return distinct === 0 ? Number.POSITIVE_INFINITY : distinct;
}

function oneZone(system: PlannedResource): PolicyVerdict {
  const zone = system.inputs.at("availabilityZoneName");
  return zone.state === "absent"
    ? pass
    : fail("it keeps its files in one zone (One Zone)", "leave out availabilityZoneName", system);
}

/**
 * Of Amazon MQ: https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/active-standby-broker-deployment.html.
 * (Amazon MSK takes no cluster of fewer than two zones.)
 */
function oneBroker(broker: PlannedResource): readonly PolicyVerdict[] {
  const { inputs } = broker;
  const engine = inputs.at("engineType").string();
  const isRabbit = engine.state === "known" && engine.value.toLowerCase() === "rabbitmq";
  const fix = `set deploymentMode to ${isRabbit ? "CLUSTER_MULTI_AZ" : "ACTIVE_STANDBY_MULTI_AZ"}`;
  const verdicts = judge(inputs.at("deploymentMode").string(), {
    known: (mode) => (mode === "SINGLE_INSTANCE" ? fail("it is a single instance", fix) : pass),
    absent: () => fail("deploymentMode is not set, which means a single instance", fix),
  });
  return list(verdicts, broker);
}
