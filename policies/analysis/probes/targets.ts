/** What is behind a target group, and whether the load balancer gets through to it. */
import type { Field } from "../../framework/field";
import type { PlannedResource } from "../../framework/planned";
import {
  AUTO_SCALING_ATTACHMENT,
  AUTO_SCALING_GROUP,
  ECS_SERVICE,
  INSTANCE,
  LAUNCH_TEMPLATE,
  LOAD_BALANCER,
  TARGET_GROUP,
  TARGET_GROUP_ATTACHMENT,
  TARGET_GROUP_BINDING,
} from "../../resources";
import { valueOf } from "../graph/reader";
import { answered, everyOf, inOrder, refused, unsure } from "./answers";
import { sourceOf, typeOfLoadBalancer } from "./balancers";
import { atPods } from "./pods";
import { connection, guardOf, type Guard } from "./security-groups";
import type { Answer, Asking, ProbeRequest } from "./types";
import type { Walk } from "./walk";

/**
 * A request that `balancer` passes on to `group`, in the group's own protocol and at its port. An Application Load Balancer
 * asks anew; a Network Load Balancer passes the connection on, and its clients' TLS where it does not end it.
 */
export function atTargets(
  walk: Walk,
  { request, accepts }: Asking,
  balancer: PlannedResource,
  group: PlannedResource,
): Answer {
  const { inputs } = group;
  const spoken = valueOf(inputs.at("protocol").string());
  const protocol =
    request.protocol === "tcp" || spoken === "TCP"
      ? request.protocol
      : spoken === undefined
        ? undefined
        : spoken === "HTTPS" || spoken === "TLS"
          ? "https"
          : "http";
  const passed = { ...request, protocol, port: valueOf(inputs.at("port").number()) };
  return askTargets(walk, { request: passed, accepts }, balancer, group);
}

/** @param asking already in the group's own terms, as a health check of the group is. */
export function askTargets(
  walk: Walk,
  asking: Asking,
  balancer: PlannedResource,
  group: PlannedResource,
): Answer {
  const request: ProbeRequest = {
    ...asking.request,
    from: sourceOf(walk, balancer),
    // No load balancer of AWS verifies what its targets show.
    ...(typeOfLoadBalancer(balancer) === "application" && { verifiesCertificate: false }),
  };
  const { inputs } = group;
  if (valueOf(inputs.at("targetType").string()) === "lambda") return answered(group.name);
  const attached = walk.links.to(group, TARGET_GROUP_ATTACHMENT, "targetGroupArn", TARGET_GROUP);
  const balancers = attached.flatMap((each) => walk.links.from(each, "targetId", LOAD_BALANCER));
  const fleets = fleetsOf(walk, group, attached);
  const bindings = walk.links.to(group, TARGET_GROUP_BINDING, "spec", TARGET_GROUP);
  const answers = [
    ...balancers.map((next) => () => walk.stops.atEndpoint(walk, { ...asking, request }, next)),
    ...fleets.map((fleet) => () => atFleet(walk, request, fleet)),
    ...bindings.map((binding) => () => atPods(walk, request, binding)),
  ];
  if (answers.length === 0) return unsure(`what the targets of ${group.name} are`);
  return inOrder(
    () => answered(group.name),
    () => everyOf(answers.map((answer) => answer())),
  );
}

/** Whether a health check speaks what the targets speak, where both are at one port: one of the two would be refused. */
export function checkSpeaks({ protocol, port }: ProbeRequest, group: PlannedResource): Answer {
  const spoken = valueOf(group.inputs.at("protocol").string());
  const traffic = valueOf(group.inputs.at("port").number());
  const isTls = spoken === "HTTPS" || spoken === "TLS";
  const isOther = (protocol === "http" && isTls) || (protocol === "https" && spoken === "HTTP");
  if (!isOther || port === undefined || port !== traffic) return answered();
  return refused(
    group,
    `${group.name} sends ${spoken} to the port ${port} of its targets, and asks there by ${protocol.toUpperCase()}`,
    `set healthCheck.protocol to ${isTls ? "HTTPS" : "HTTP"}`,
  );
}

interface Fleet {
  readonly resource: PlannedResource;
  readonly guard: Guard;
}

function fleetsOf(
  { links }: Walk,
  group: PlannedResource,
  attached: readonly PlannedResource[],
): readonly Fleet[] {
  const scaling = [
    ...links.to(group, AUTO_SCALING_GROUP, "targetGroupArns", TARGET_GROUP),
    ...["lbTargetGroupArn", "trafficSource"].flatMap((property) =>
      links
        .to(group, AUTO_SCALING_ATTACHMENT, property, TARGET_GROUP)
        .flatMap((each) => links.from(each, "autoscalingGroupName", AUTO_SCALING_GROUP)),
    ),
  ];
  const instances = attached.flatMap((each) => links.from(each, "targetId", INSTANCE));
  const services = links.to(group, ECS_SERVICE, "loadBalancers", TARGET_GROUP);
  return [
    ...scaling.map((resource) => ({ resource, guard: guardOfGroup({ links }, resource) })),
    ...instances.map((resource) => ({ resource, guard: guardOf(links, resource, "vpcSecurityGroupIds") })),
    ...services.map((resource) => ({
      resource,
      guard: nested(
        links,
        resource,
        "networkConfiguration",
        resource.inputs.at("networkConfiguration.securityGroups"),
      ),
    })),
  ];
}

/** The security groups of a group's instances stand in its launch template, in one of two places. */
function guardOfGroup({ links }: Pick<Walk, "links">, group: PlannedResource): Guard {
  const [template] = ["launchTemplate", "mixedInstancesPolicy"].flatMap((property) =>
    links.from(group, property, LAUNCH_TEMPLATE),
  );
  if (template === undefined) return { kind: "unknown" };
  if (template.inputs.at("vpcSecurityGroupIds").state !== "absent") {
    return guardOf(links, template, "vpcSecurityGroupIds");
  }
  const [first] = template.inputs.at("networkInterfaces").items();
  return nested(links, template, "networkInterfaces", first?.at("securityGroups"));
}

function nested(
  links: Walk["links"],
  resource: PlannedResource,
  property: string,
  groups: Field | undefined,
): Guard {
  return groups === undefined || groups.state === "absent"
    ? { kind: "unknown" }
    : guardOf(links, resource, property);
}

function atFleet({ links }: Walk, request: ProbeRequest, fleet: Fleet): Answer {
  return inOrder(
    () => answered(fleet.resource.name),
    () => connection(links, request.from, fleet, request.port),
  );
}
