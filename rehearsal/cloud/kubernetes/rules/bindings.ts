/** How pods join target groups. */
import { block, isSet, named, text } from "../../values";
import { types } from "../../aws/type-tokens";
import { output } from "../../aws/rules/references";
import { apiVersionOf, at } from "../object";
import type { KubernetesChange, KubernetesRefusalRule } from "../refusal-rule";

const kinds = ["TargetGroupBinding"];
const autoMode = "https://docs.aws.amazon.com/eks/latest/userguide/auto-configure-alb.html";
const registration =
  "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RegisterTargets.html";

export const bindings: readonly KubernetesRefusalRule[] = [
  {
    id: "binding-without-target-type",
    kinds,
    by: "validation",
    link: autoMode,
    refuse: ({ object, type }) =>
      apiVersionOf(type) !== "eks.amazonaws.com/v1" || isSet(at(object, "spec.targetType"))
        ? undefined
        : "spec.targetType: Required value",
  },
  {
    id: "binding-of-another-target-type",
    kinds,
    by: "controller",
    link: registration,
    refuse: (change) => {
      const [group, wanted] = [groupOf(change), text(at(change.object, "spec.targetType"))];
      const actual = output(group, "targetType") ?? "instance";
      if (!group || wanted === undefined || wanted === actual) return undefined;
      return (
        "operation error Elastic Load Balancing v2: RegisterTargets, https response error StatusCode: 400, api error " +
        `ValidationError: targets of type ${wanted} cannot be registered in '${group.id}', whose type is ${actual}`
      );
    },
  },
  {
    id: "binding-without-cluster-tag",
    kinds,
    by: "controller",
    link: "https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonEKSLoadBalancingPolicy.html",
    refuse: (change) => {
      const group = groupOf(change);
      const cluster = output(change.cluster, "name");
      // Auto Mode's permissions are for what carries the name of its own cluster.
      if (!group || cluster === undefined) return undefined;
      if (named(block(group.outputs["tags"])["eks:eks-cluster-name"]) === cluster) return undefined;
      return (
        "operation error Elastic Load Balancing v2: RegisterTargets, https response error StatusCode: 403, api error " +
        `AccessDenied: not authorized to perform elasticloadbalancing:RegisterTargets on '${group.id}': it has no ` +
        `tag eks:eks-cluster-name with the value ${cluster}`
      );
    },
  },
];

/** The target group, when this account made it. */
function groupOf({ account, object }: KubernetesChange) {
  const group = account.byArn(named(at(object, "spec.targetGroupARN")));
  return group?.type === types.targetGroup ? group : undefined;
}
