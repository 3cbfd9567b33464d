import { z } from "zod";

import type { PlannedResource } from "../../framework/planned";
import { stackRule } from "../../framework/rule";
import { fail, pass, unknown, type PolicyVerdict } from "../../framework/verdict";
import { nodeGroupsByCluster } from "../shared/clusters";
import { NODE_GROUP } from "../../resources";

/** About the stack, because one group for each zone is the better layout: what counts is the cluster's sum. */
export const eksNodegroupMin = stackRule({
  id: "eks-nodegroup-min",
  title: "The node groups of an EKS cluster keep enough nodes together",
  group: "replicas",
  severity: "critical",
  level: "mandatory",
  types: NODE_GROUP,
  rationale:
    "Pods cannot be kept apart on fewer nodes than there are pods, and spread rules then leave them pending.",
  link: "https://docs.aws.amazon.com/eks/latest/best-practices/cluster-autoscaling.html",
  remediation: "Raise scalingConfig.minSize, or add a node group in another zone.",
  matches: { wellArchitected: ["REL11-BP03", "REL11-BP05"] },
  settings: z.strictObject({
    minimum: z.int().min(1).default(3).describe("nodes that must always run in a cluster"),
  }),
  evaluate: (plan, { minimum }) => nodeGroupsByCluster(plan).map((groups) => judgeCluster(groups, minimum)),
});

function judgeCluster(groups: readonly PlannedResource[], minimum: number): PolicyVerdict {
  const sizes = groups.map((group) => ({ group, read: group.inputs.at("scalingConfig.minSize").number() }));
  const sum = sizes.reduce((total, { read }) => total + (read.state === "known" ? read.value : 0), 0);
  if (sum >= minimum) return pass;
  const [first, ...others] = sizes;
  const open = sizes.find(({ read }) => read.state === "unknown");
  if (open !== undefined) return unknown(open.read.path, open.group);
  const found =
    others.length === 0
      ? `scalingConfig.minSize is ${sum}`
      : `scalingConfig.minSize of its cluster's ${groups.length} node groups adds up to ${sum}`;
  return fail(found, `raise scalingConfig.minSize by ${minimum - sum} or more`, first?.group);
}
