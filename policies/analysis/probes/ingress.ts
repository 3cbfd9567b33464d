/** What the load balancer that a cluster makes for an Ingress does with a request. */
import type { PlannedResource } from "../../framework/planned";
import { WEB_ACL } from "../../resources";
import { valueOf } from "../graph/reader";
import { answered, everyOf, inOrder, refused } from "./answers";
import type { Answer, Asking, ProbeRequest } from "./types";
import type { Walk } from "./walk";
import { throughFirewall } from "./web-firewall";

/** https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/ */
const ANNOTATION = "alb.ingress.kubernetes.io/";

/** Its security groups are the controller's, which opens the ports that it listens at. */
export function atIngress(walk: Walk, { request }: Asking, ingress: PlannedResource): Answer {
  const firewalls = walk.links.from(ingress, "metadata", WEB_ACL);
  return inOrder(
    () => answered(ingress.name),
    () => everyOf(firewalls.map((acl) => throughFirewall(request, acl))),
    () => listens(request, ingress),
  );
}

function listens({ port, protocol }: ProbeRequest, ingress: PlannedResource): Answer {
  const text = valueOf(ingress.inputs.at("metadata.annotations").key(`${ANNOTATION}listen-ports`).string());
  if (text === undefined || port === undefined) return answered();
  const open = [...text.matchAll(/"(HTTPS?)"\s*:\s*(\d+)/g)].map(([, spoken = "", at]) => ({
    spoken: spoken.toLowerCase(),
    at: Number(at),
  }));
  const found = open.find(({ at }) => at === port);
  if (open.length === 0 || (found && (protocol === "tcp" || found.spoken === protocol))) return answered();
  const said = open.map(({ spoken, at }) => `${spoken.toUpperCase()} at ${at}`).join(" and ");
  return refused(
    ingress,
    `the load balancer of ${ingress.name} speaks ${said}, and is asked by ${(protocol ?? "?").toUpperCase()} at ${port}`,
    `add it to ${ANNOTATION}listen-ports`,
  );
}
