/** What a load balancer does with a request: security groups, web firewall, listener, rules, and the targets behind. */
import type { PlannedResource } from "../../framework/planned";
import { LISTENER, LOAD_BALANCER, WEB_ACL, WEB_ACL_ASSOCIATION } from "../../resources";
import { valueOf } from "../graph/reader";
import { answered, everyOf, inOrder, refused, unsure } from "./answers";
import { certificateCovers } from "./certificates";
import { afterListener } from "./listener-rules";
import { guardOfLoadBalancer, typeOfLoadBalancer } from "./balancers";
import { connection } from "./security-groups";
import type { Answer, Asking, ProbeRequest } from "./types";
import { onward, type Walk } from "./walk";
import { throughFirewall } from "./web-firewall";

export function atLoadBalancer(before: Walk, asking: Asking, balancer: PlannedResource): Answer {
  const walk = onward(before, balancer);
  if (walk === undefined) return unsure(`what answers behind ${balancer.name}, which leads back to itself`);
  const { request } = asking;
  const isApplication = typeOfLoadBalancer(balancer) === "application";
  return inOrder(
    () => answered(balancer.name),
    () =>
      connection(
        walk.links,
        request.from,
        { resource: balancer, guard: guardOfLoadBalancer(walk, balancer) },
        request.port,
      ),
    () =>
      isApplication
        ? everyOf(firewallsOf(walk, balancer).map((acl) => throughFirewall(request, acl)))
        : answered(),
    () => atListener(walk, asking, balancer),
  );
}

function firewallsOf({ links }: Walk, balancer: PlannedResource): readonly PlannedResource[] {
  return links
    .to(balancer, WEB_ACL_ASSOCIATION, "resourceArn", LOAD_BALANCER)
    .flatMap((association) => links.from(association, "webAclArn", WEB_ACL));
}

function atListener(walk: Walk, asking: Asking, balancer: PlannedResource): Answer {
  const { request } = asking;
  if (request.port === undefined) return unsure(`the port at which ${balancer.name} is asked`);
  const listeners = walk.links.to(balancer, LISTENER, "loadBalancerArn", LOAD_BALANCER);
  const ports = listeners.map(({ inputs }) => inputs.at("port").number());
  const listener = listeners.find((_, index) => {
    const port = ports[index];
    return port?.state === "known" && port.value === request.port;
  });
  if (listener !== undefined) {
    return inOrder(
      () => speaks(request, listener),
      () => certificate(walk, request, listener),
      () => afterListener(walk, asking, balancer, listener),
    );
  }
  if (listeners.length === 0 || ports.some(({ state }) => state === "unknown")) {
    return unsure(`the listeners of ${balancer.name}`);
  }
  const open = ports.map((port) => (port.state === "known" ? port.value : "?")).join(" and ");
  return refused(
    balancer,
    `${balancer.name} listens at ${open}, not at ${request.port}`,
    `ask at a port that it listens at, or add a listener for ${request.port}`,
  );
}

/** Whether both ends talk of the same: TLS to a port without, or the other way round, ends before any request. */
function speaks({ protocol, port }: ProbeRequest, listener: PlannedResource): Answer {
  const spoken = spokenBy(listener);
  if (protocol === "tcp" || spoken === "TCP") return answered();
  if (protocol === undefined) return unsure("the protocol of the request");
  if (spoken === undefined) return unsure(`the protocol of ${listener.name}`);
  const isTls = spoken === "HTTPS" || spoken === "TLS";
  if (isTls === (protocol === "https")) return answered();
  const said = protocol.toUpperCase();
  return refused(
    listener,
    `the listener ${listener.name} speaks ${spoken} at ${port ?? "its port"}, and it is asked by ${said}`,
    `ask by ${isTls ? "HTTPS" : "HTTP"}, or make the listener ${said}`,
  );
}

function certificate(
  walk: Walk,
  { protocol, verifiesCertificate, host }: ProbeRequest,
  listener: PlannedResource,
): Answer {
  const spoken = spokenBy(listener);
  if (protocol !== "https" || spoken === "TCP" || verifiesCertificate !== true) return answered();
  return certificateCovers(walk.links, listener, "certificateArn", host);
}

/** Left out, it is HTTP: a Network Load Balancer has to say it. */
function spokenBy({ inputs }: PlannedResource): string | undefined {
  const protocol = inputs.at("protocol");
  return protocol.state === "absent" ? "HTTP" : valueOf(protocol.string());
}
