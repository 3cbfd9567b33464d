/** What a load balancer is by itself: its type, its security groups, and where its own requests come from. */
import type { PlannedResource } from "../../framework/planned";
import { guardOf, type Guard } from "./security-groups";
import type { Source } from "./types";
import type { Walk } from "./walk";

export type LoadBalancerType = "application" | "network" | "gateway";

export function typeOfLoadBalancer({ inputs }: PlannedResource): LoadBalancerType | "unknown" {
  const type = inputs.at("loadBalancerType").string();
  if (type.state === "absent") return "application";
  const known = ["application", "network", "gateway"] as const;
  return known.find((each) => type.state === "known" && each === type.value) ?? "unknown";
}

/** A Network Load Balancer without a security group lets everybody in; an Application Load Balancer has its VPC's. */
export function guardOfLoadBalancer(walk: Walk, balancer: PlannedResource): Guard {
  const open = typeOfLoadBalancer(balancer) === "network";
  return guardOf(walk.links, balancer, "securityGroups", open ? { kind: "open" } : { kind: "unknown" });
}

/** Where the load balancer's own requests come from. */
export function sourceOf(walk: Walk, balancer: PlannedResource): Source {
  const guard = guardOfLoadBalancer(walk, balancer);
  return guard.kind === "groups" ? { kind: "security-groups", groups: guard.groups } : { kind: "network" };
}
