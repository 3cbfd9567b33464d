/** Whether packets get from one end to the other: the rules of security groups, out of the one and into the other. */
import type { Field } from "../../framework/field";
import type { PlannedResource } from "../../framework/planned";
import {
  EKS_CLUSTER,
  SECURITY_GROUP,
  SECURITY_GROUP_EGRESS,
  SECURITY_GROUP_INGRESS,
  SECURITY_GROUP_RULE,
  VPC,
  isOneOf,
} from "../../resources";
import { any, every, type TruthValue } from "../../rules/shared/pods";
import { valueOf } from "../graph/reader";
import { answered, inOrder, refused, unsure } from "./answers";
import type { Links } from "./links";
import type { Answer, Source } from "./types";

/** A cluster of EKS stands for the security group that it makes for its nodes and pods. */
export const GUARDING_TYPES: readonly string[] = [...SECURITY_GROUP, ...EKS_CLUSTER];

/** The security groups before a resource: none at all, those, or ones that the plan does not show. */
export type Guard =
  | { readonly kind: "open" }
  | { readonly kind: "groups"; readonly groups: readonly PlannedResource[] }
  | { readonly kind: "unknown" };

export interface Endpoint {
  readonly resource: PlannedResource;
  readonly guard: Guard;
}

/** @param otherwise what holds where the program names no group. */
export function guardOf(
  links: Links,
  resource: PlannedResource,
  property: string,
  otherwise: Guard = { kind: "unknown" },
): Guard {
  if (resource.inputs.at(property).state === "absent") return otherwise;
  const groups = links.from(resource, property, GUARDING_TYPES);
  return groups.length > 0 ? { kind: "groups", groups } : { kind: "unknown" };
}

/** Whether a connection from `source` to a port of `to` is let out there and let in here. */
export function connection(links: Links, source: Source, to: Endpoint, port: number | undefined): Answer {
  if (port === undefined) return unsure(`the port at which ${to.resource.name} is asked`);
  return inOrder(
    () => letOut(links, source, to, port),
    () => letIn(links, source, to, port),
  );
}

function letOut(links: Links, source: Source, to: Endpoint, port: number): Answer {
  if (source.kind !== "security-groups" || to.guard.kind === "unknown") return answered();
  const lets = source.groups.map((group) => {
    // EKS lets everything out of the group that it makes.
    if (isOneOf(EKS_CLUSTER, group.type)) return true;
    const peer: Source =
      to.guard.kind === "groups" ? { kind: "security-groups", groups: to.guard.groups } : { kind: "network" };
    return any(rulesOf(links, group, "egress").map((rule) => admits(links, rule, peer, port)));
  });
  const [group] = source.groups;
  if (group === undefined || any(lets) === true) return answered();
  if (any(lets) === "unknown")
    return unsure(`whether ${group.name} lets TCP ${port} out to ${to.resource.name}`);
  return refused(
    group,
    `the security group ${group.name} lets no TCP ${port} out to ${to.resource.name}`,
    `add an egress rule for ${port} to ${group.name}`,
  );
}

function letIn(links: Links, source: Source, { resource, guard }: Endpoint, port: number): Answer {
  if (guard.kind === "open") return answered();
  const who = nameOf(source);
  const [group] = guard.kind === "groups" ? guard.groups : [];
  if (guard.kind === "unknown" || group === undefined) {
    return unsure(`the security groups of ${resource.name}`);
  }
  const lets = any(
    guard.groups.flatMap((each) =>
      rulesOf(links, each, "ingress").map((rule) => admits(links, rule, source, port)),
    ),
  );
  if (lets === true) return answered(group.name);
  if (lets === "unknown") return unsure(`whether ${group.name} lets ${who} in at TCP ${port}`);
  return refused(
    group,
    `the security group ${group.name} of ${resource.name} does not let ${who} in at TCP ${port}`,
    `add an ingress rule for ${port} from ${who} to ${group.name}`,
  );
}

function nameOf(source: Source): string {
  if (source.kind === "internet") return source.who;
  if (source.kind === "network") return "the network";
  return source.groups.map(({ name }) => name).join(" and ");
}

type Direction = "ingress" | "egress";

/** One rule: the property that its values were computed from, its place, and its names for what it says. */
interface GroupRule {
  readonly declaredBy: PlannedResource;
  readonly property: (peer: "groups" | "blocks") => string;
  readonly protocol: Field;
  readonly fromPort: Field;
  readonly toPort: Field;
  readonly blocks: readonly Field[];
  readonly prefixLists: readonly Field[];
  readonly groups: readonly Field[];
  readonly self: boolean;
  readonly group: PlannedResource;
}

function rulesOf(links: Links, group: PlannedResource, direction: Direction): readonly GroupRule[] {
  const inline = group.inputs
    .at(direction)
    .items()
    .map((at): GroupRule => ({
      ...portsOf(at, "protocol"),
      declaredBy: group,
      property: () => direction,
      blocks: at.at("cidrBlocks").items(),
      prefixLists: at.at("prefixListIds").items(),
      groups: at.at("securityGroups").items(),
      self: valueOf(at.at("self").boolean()) === true,
      group,
    }));
  const classic = links
    .to(group, SECURITY_GROUP_RULE, "securityGroupId", GUARDING_TYPES)
    .filter(({ inputs }) => valueOf(inputs.at("type").string()) === direction)
    .map((declaredBy): GroupRule => {
      const at = declaredBy.inputs;
      return {
        ...portsOf(at, "protocol"),
        declaredBy,
        property: (peer) => (peer === "groups" ? "sourceSecurityGroupId" : "cidrBlocks"),
        blocks: at.at("cidrBlocks").items(),
        prefixLists: at.at("prefixListIds").items(),
        groups: present(at.at("sourceSecurityGroupId")),
        self: valueOf(at.at("self").boolean()) === true,
        group,
      };
    });
  const types = direction === "ingress" ? SECURITY_GROUP_INGRESS : SECURITY_GROUP_EGRESS;
  const single = links.to(group, types, "securityGroupId", GUARDING_TYPES).map((declaredBy): GroupRule => {
    const at = declaredBy.inputs;
    return {
      ...portsOf(at, "ipProtocol"),
      declaredBy,
      property: (peer) => (peer === "groups" ? "referencedSecurityGroupId" : "cidrIpv4"),
      blocks: present(at.at("cidrIpv4")),
      prefixLists: present(at.at("prefixListId")),
      groups: present(at.at("referencedSecurityGroupId")),
      self: false,
      group,
    };
  });
  return [...inline, ...classic, ...single];
}

function portsOf(at: Field, protocol: string): Pick<GroupRule, "protocol" | "fromPort" | "toPort"> {
  return { protocol: at.at(protocol), fromPort: at.at("fromPort"), toPort: at.at("toPort") };
}

function present(field: Field): readonly Field[] {
  return field.state === "absent" ? [] : [field];
}

function admits(links: Links, rule: GroupRule, peer: Source, port: number): TruthValue {
  return every([
    covers(rule, port),
    any([
      ...rule.blocks.map((block) => containsPeer(links, rule, block, peer)),
      // What a prefix list holds the plan does not say.
      ...rule.prefixLists.map((): TruthValue => "unknown"),
      namesPeer(links, rule, peer),
      rule.self && peer.kind === "security-groups" && peer.groups.some(({ urn }) => urn === rule.group.urn),
    ]),
  ]);
}

/** Protocol -1 is all of them, with every port. */
function covers({ protocol, fromPort, toPort }: GroupRule, port: number): TruthValue {
  const name = protocol.string();
  if (name.state !== "known") return "unknown";
  if (name.value === "-1" || name.value === "all") return true;
  if (name.value !== "tcp" && name.value !== "6") return false;
  const [from, to] = [fromPort.number(), toPort.number()];
  if (from.state !== "known" || to.state !== "known") return "unknown";
  return from.value <= port && port <= to.value;
}

/** Addresses that nothing on the internet has. https://www.rfc-editor.org/rfc/rfc1918 */
const PRIVATE = /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/;

function containsPeer(links: Links, rule: GroupRule, block: Field, peer: Source): TruthValue {
  const text = valueOf(block.string());
  if (text === "0.0.0.0/0") return true;
  const ofNetwork = links.from(rule.declaredBy, rule.property("blocks"), VPC).length > 0;
  if (peer.kind === "internet") {
    return ofNetwork || (text !== undefined && PRIVATE.test(text)) ? false : "unknown";
  }
  const [network] = text === undefined ? [] : links.named(VPC, "cidrBlock", text);
  return ofNetwork || network !== undefined ? true : "unknown";
}

function namesPeer(links: Links, rule: GroupRule, peer: Source): TruthValue {
  if (rule.groups.length === 0 || peer.kind !== "security-groups") return false;
  const named = links.from(rule.declaredBy, rule.property("groups"), GUARDING_TYPES);
  if (named.length === 0) return "unknown";
  const meant = named.some(({ urn }) => peer.groups.some((group) => group.urn === urn));
  // Of several inline rules with groups, the plan does not say which one names which.
  return meant && named.length > rule.groups.length ? "unknown" : meant;
}
