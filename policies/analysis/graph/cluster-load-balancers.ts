/** Load balancers that a controller in the cluster makes, for an Ingress or a Service. */
import type { Plan } from "../../framework/planned";
import { INGRESS, INGRESS_CLASS_PARAMETERS, KUBERNETES_SERVICE } from "../../resources";
import type { Describe } from "./describe";
import { describing } from "./describe";
import { Reader, valueOf } from "./reader";
import { DEFAULT_CLIENT_KEEP_ALIVE_SECONDS, loadBalancerCapacity } from "./traffic";

const KEEP_ALIVE = "client_keep_alive.seconds";

/** How to describe the load balancers of one plan's clusters. They span the zones of their cluster. */
export function clusterLoadBalancers(plan: Plan): Readonly<Record<string, Describe>> {
  const ingress: Describe = (read) => ({
    tier: "load-balancer",
    capacity: loadBalancerCapacity("zone of the Ingress's load balancer"),
    facts: {
      ...read.claims(),
      internal: scheme(read, plan) !== "internet-facing",
      clientKeepAliveSeconds: keepAlive(read, plan),
      neededUnits: 1,
    },
  });
  const service: Describe = (read) =>
    read.text("spec.type") === "LoadBalancer"
      ? {
          tier: "load-balancer",
          capacity: loadBalancerCapacity("zone of the Service's load balancer"),
          facts: { ...read.claims(), internal: false, neededUnits: 1 },
        }
      : {};
  return { ...describing(INGRESS, ingress), ...describing(KUBERNETES_SERVICE, service) };
}

function scheme(read: Reader, plan: Plan): string | undefined {
  return annotation(read, "scheme") ?? parameters(read, plan)[0]?.text("spec.scheme");
}

function keepAlive(read: Reader, plan: Plan): number {
  const listed = annotation(read, "load-balancer-attributes")
    ?.split(",")
    .map((attribute) => attribute.split("="))
    .find(([key]) => key?.trim() === KEEP_ALIVE)?.[1];
  const [given] = parameters(read, plan).flatMap((params) =>
    params
      .field("spec.loadBalancerAttributes")
      .items()
      .filter((attribute) => valueOf(attribute.at("key").string()) === KEEP_ALIVE)
      .flatMap((attribute) => valueOf(attribute.at("value").number()) ?? []),
  );
  return listed === undefined ? (given ?? DEFAULT_CLIENT_KEEP_ALIVE_SECONDS) : Number(listed);
}

function annotation(read: Reader, name: string): string | undefined {
  return valueOf(read.field("metadata.annotations").key(`alb.ingress.kubernetes.io/${name}`).string());
}

/** The parameters of the cluster's class; a program that has several says which by annotations. */
function parameters({ resource }: Reader, plan: Plan): readonly Reader[] {
  return plan
    .ofType(INGRESS_CLASS_PARAMETERS)
    .filter(({ provider }) => provider?.urn === resource.provider?.urn)
    .map((found) => new Reader(found, plan));
}
