/** What controllers write into objects, for the few that programs read. */
import { createHash } from "node:crypto";
import type { Props } from "../wire";
import { kindOf, nameOf, namespaceOf } from "./object";

/** @param region of the cluster, when it is known. */
export function statusOf(type: string, object: Props, region = "us-east-1"): Props {
  if (kindOf(type) !== "Ingress") return {};
  // https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#load-balancer-name
  const [namespace, name] = [namespaceOf(object).slice(0, 8), nameOf(object).slice(0, 8)];
  const digest = createHash("sha256").update(`${region} ${namespace} ${name}`).digest("hex");
  const number = parseInt(digest.slice(10, 18), 16);
  const hostname = `k8s-${namespace}-${name}-${digest.slice(0, 10)}-${number}.${region}.elb.amazonaws.com`;
  return { loadBalancer: { ingress: [{ hostname }] } };
}
