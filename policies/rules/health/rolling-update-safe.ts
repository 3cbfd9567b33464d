import { z } from "zod";

import type { Field } from "../../framework/field";
import type { Resource } from "../../framework/planned";
import { resourceRule } from "../../framework/rule";
import { fail, judge, pass, unknown, type PolicyVerdict } from "../../framework/verdict";
import { atLeast } from "../shared/bounds";
import { AUTO_SCALING_GROUP, DEPLOYMENT, ECS_SERVICE } from "../../resources";

export const rollingUpdateSafe = resourceRule({
  id: "rolling-update-safe",
  title: "An update keeps almost all of the capacity",
  group: "health",
  severity: "high",
  level: "mandatory",
  types: [...DEPLOYMENT, ...AUTO_SCALING_GROUP, ...ECS_SERVICE],
  rationale:
    "An update that first takes instances away is an outage of our own making, worst at the busiest hour.",
  link: "https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-update-deployment",
  remediation:
    "Add before taking away: maxUnavailable 0 with a surge, or a minimum of healthy instances near 100 %.",
  matches: { wellArchitected: ["REL08-BP05"], kubeScore: ["deployment-strategy"] },
  settings: z.strictObject({
    minimumHealthyPercent: z
      .int()
      .min(50)
      .max(100)
      .default(90)
      .describe("percent of the instances that must stay healthy"),
  }),
  evaluate: (resource, { minimumHealthyPercent }) => {
    if ((AUTO_SCALING_GROUP as readonly string[]).includes(resource.type))
      return group(resource, minimumHealthyPercent);
    if ((ECS_SERVICE as readonly string[]).includes(resource.type)) {
      const path = "deploymentMinimumHealthyPercent";
      return atLeast(resource.inputs.at(path).number(), minimumHealthyPercent, { otherwise: 100, unit: "%" });
    }
    return deployment(resource);
  },
});

function group({ inputs }: Resource, percent: number): readonly PolicyVerdict[] {
  // 90 % is what AWS takes when the refresh says nothing; -1 is how the maintenance policy says that it has no minimum.
  const healthy = (path: string): readonly PolicyVerdict[] =>
    atLeast(inputs.at(path).number(), percent, { otherwise: 90, unit: "%" });
  const present = (path: string): boolean => inputs.at(path).state !== "absent";
  return [
    ...(present("instanceRefresh") ? healthy("instanceRefresh.preferences.minHealthyPercentage") : []),
    ...(present("instanceMaintenancePolicy")
      ? healthy("instanceMaintenancePolicy.minHealthyPercentage")
      : []),
  ];
}

/** Kubernetes itself takes a quarter away when maxUnavailable is left out, rounded down: none of three. */
function deployment({ inputs }: Resource): readonly PolicyVerdict[] {
  const fix = "use RollingUpdate with maxUnavailable 0 and a maxSurge";
  return judge(inputs.at("spec.strategy.type").string(), {
    known: (type) =>
      type === "Recreate"
        ? fail("spec.strategy.type is Recreate, which stops all pods first", fix)
        : budget(inputs, fix),
    absent: () => budget(inputs, fix),
  });
}

function budget(inputs: Field, fix: string): readonly PolicyVerdict[] {
  const unavailable = inputs.at("spec.strategy.rollingUpdate.maxUnavailable");
  return judge(unavailable.string(), {
    absent: () => pass,
    known: (text) => {
      const share = text.endsWith("%") ? Number(text.slice(0, -1)) / 100 : shareOf(Number(text), inputs);
      if (share === "unknown") return unknown("spec.replicas");
      return share <= 0.25 ? pass : fail(`${unavailable.path} is ${text}`, fix);
    },
  });
}

/** The part of a Deployment's pods that `count` of them are. */
function shareOf(count: number, inputs: Field): number | "unknown" {
  const replicas = inputs.at("spec.replicas").number();
  if (count === 0) return 0;
  if (replicas.state === "unknown") return "unknown";
  return count / (replicas.state === "known" ? replicas.value : 1);
}
