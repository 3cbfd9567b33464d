/** Follows every prober's request through the plan. */
import type { Plan, PlannedResource } from "../../framework/planned";
import { DISTRIBUTION, INGRESS, INSTANCE, isOneOf } from "../../resources";
import { valueOf } from "../graph/reader";
import type { Model } from "../model/types";
import { answered, everyOf, inOrder, refused, unsure } from "./answers";
import { askOrigins, atDistribution } from "./distribution";
import { atIngress } from "./ingress";
import { Links } from "./links";
import { atLoadBalancer } from "./load-balancer";
import { atName, atRecord } from "./names";
import { probersOf } from "./probers";
import { connection, guardOf } from "./security-groups";
import { readyInStandby } from "./standby";
import { askTargets, checkSpeaks } from "./targets";
import type { Answer, Asking, Prober, Start } from "./types";
import type { Stops, Walk } from "./walk";

/** What one prober of a plan gets. */
export interface Probed {
  readonly prober: Prober;
  readonly answer: Answer;
}

/** Everyone who asks in a plan, in the order of the kinds and of URNs, with what becomes of the request. */
export function probe(plan: Plan, model: Model): readonly Probed[] {
  const walk: Walk = { plan, model, links: new Links(plan), seen: new Set(), stops };
  return probersOf(walk).map((prober) => ({ prober, answer: follow(walk, prober) }));
}

const stops: Stops = { atName, atEndpoint };

function follow(walk: Walk, prober: Prober): Answer {
  const { start } = prober;
  switch (start.kind) {
    case "name":
      return atName(walk, prober);
    case "endpoints":
      return everyOf(start.endpoints.map((endpoint) => atEndpoint(walk, prober, endpoint)));
    case "targets":
      return inOrder(
        () => checkSpeaks(prober.request, start.group),
        () => askTargets(walk, prober, start.balancer, start.group),
      );
    case "origins":
      return askOrigins(walk, prober, start.distribution);
    case "container":
      return atContainer(walk, prober, start);
    case "unknown":
      return unsure(start.what);
  }
}

function atEndpoint(walk: Walk, asking: Asking, endpoint: PlannedResource): Answer {
  if (isOneOf(DISTRIBUTION, endpoint.type)) return atDistribution(walk, asking, endpoint);
  if (isOneOf(INGRESS, endpoint.type)) return atIngress(walk, asking, endpoint);
  if (isOneOf(INSTANCE, endpoint.type)) {
    const guard = guardOf(walk.links, endpoint, "vpcSecurityGroupIds");
    return connection(walk.links, asking.request.from, { resource: endpoint, guard }, asking.request.port);
  }
  const node = walk.model.graph.nodes.get(endpoint.urn);
  return node?.facts.dns === undefined
    ? atLoadBalancer(walk, asking, endpoint)
    : atRecord(walk, asking, node);
}

/** A pod answers its kubelet unless the port has no such name, or the path is one that fails where it runs. */
function atContainer(
  walk: Walk,
  { resource, request }: Prober,
  { container, probe }: Extract<Start, { kind: "container" }>,
): Answer {
  const at = container.at(probe);
  const get = at.at("httpGet");
  const port = (get.state === "absent" ? at.at("tcpSocket") : get).at("port").string();
  if (port.state === "known" && !/^\d+$/.test(port.value)) {
    const names = container
      .at("ports")
      .items()
      .map((each) => valueOf(each.at("name").string()));
    if (!names.includes(port.value)) {
      return refused(
        resource,
        `the ${probe} of ${resource.name} asks the port ${port.value}, which its container does not name`,
        `name the port ${port.value} in ports, or give its number`,
      );
    }
  }
  return probe === "readinessProbe" ? readyInStandby(walk, resource, request.path) : answered(resource.name);
}
