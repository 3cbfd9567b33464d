import { drainCoherent } from "../../../policies/rules/health/drain-coherent";
import { rollingUpdateSafe } from "../../../policies/rules/health/rolling-update-safe";
import { ABSENT, resource, UNKNOWN } from "../support/fixture";
import { deployment } from "../support/kubernetes";
import type { RuleTable } from "../support/table";

const TARGET_GROUP = "aws:lb/targetGroup:TargetGroup";
const GROUP = "aws:autoscaling/group:Group";
const CONTAINER = "web.spec.template.spec.containers.0";
const STRATEGY_FIX = "use RollingUpdate with maxUnavailable 0 and a maxSurge";

/** How instances and pods are replaced and sent home. */
export const healthOfUpdates: readonly RuleTable[] = [
  {
    rule: rollingUpdateSafe,
    compliant: [
      deployment,
      resource(GROUP, "app", {
        instanceRefresh: { preferences: { minHealthyPercentage: 100 } },
        instanceMaintenancePolicy: { minHealthyPercentage: 100, maxHealthyPercentage: 150 },
      }),
      resource("aws:ecs/service:Service", "service", {}),
    ],
    passes: [
      { when: "Kubernetes' own default", change: { "web.spec.strategy": ABSENT } },
      { change: { "web.spec.strategy.rollingUpdate.maxUnavailable": "25%" } },
      {
        when: "one of four",
        change: { "web.spec.strategy.rollingUpdate.maxUnavailable": 1, "web.spec.replicas": 4 },
      },
      {
        when: "a group that is never refreshed",
        change: { "app.instanceRefresh": ABSENT, "app.instanceMaintenancePolicy": ABSENT },
      },
    ],
    fails: [
      {
        change: { "web.spec.strategy.type": "Recreate" },
        gives: [["web", "spec.strategy.type is Recreate, which stops all pods first", STRATEGY_FIX]],
      },
      {
        change: { "web.spec.strategy.rollingUpdate.maxUnavailable": 1 },
        gives: [["web", "spec.strategy.rollingUpdate.maxUnavailable is 1", STRATEGY_FIX]],
      },
      {
        change: { "web.spec.strategy.rollingUpdate.maxUnavailable": "50%" },
        gives: [["web", "spec.strategy.rollingUpdate.maxUnavailable is 50%", STRATEGY_FIX]],
      },
      {
        change: { "app.instanceRefresh.preferences.minHealthyPercentage": 50 },
        gives: [
          [
            "app",
            "instanceRefresh.preferences.minHealthyPercentage is 50 %",
            "set instanceRefresh.preferences.minHealthyPercentage to 90 % or more",
          ],
        ],
      },
      {
        change: { "app.instanceMaintenancePolicy.minHealthyPercentage": -1 },
        gives: [
          [
            "app",
            "instanceMaintenancePolicy.minHealthyPercentage is -1 %",
            "set instanceMaintenancePolicy.minHealthyPercentage to 90 % or more",
          ],
        ],
      },
      {
        change: { "service.deploymentMinimumHealthyPercent": 50 },
        gives: [
          [
            "service",
            "deploymentMinimumHealthyPercent is 50 %",
            "set deploymentMinimumHealthyPercent to 90 % or more",
          ],
        ],
      },
    ],
    unknowns: [
      {
        when: "maxUnavailable is unknown",
        change: { "web.spec.strategy.rollingUpdate.maxUnavailable": UNKNOWN },
        gives: [["web", "spec.strategy.rollingUpdate.maxUnavailable"]],
      },
      {
        when: "the number of pods is unknown",
        change: { "web.spec.strategy.rollingUpdate.maxUnavailable": 1, "web.spec.replicas": UNKNOWN },
        gives: [["web", "spec.replicas"]],
      },
    ],
  },
  {
    rule: drainCoherent,
    compliant: [deployment, resource(TARGET_GROUP, "pods", { targetType: "ip", deregistrationDelay: 30 })],
    passes: [
      {
        when: "no target is a pod",
        change: {
          "pods.targetType": "instance",
          "web.spec.template.spec.terminationGracePeriodSeconds": ABSENT,
        },
      },
    ],
    fails: [
      {
        when: "the grace is Kubernetes' default, the delay AWS's",
        change: {
          "web.spec.template.spec.terminationGracePeriodSeconds": ABSENT,
          "pods.deregistrationDelay": ABSENT,
        },
        gives: [
          [
            "web",
            "its pods are killed after 30 s, while targets take 300 s to be deregistered",
            "set spec.template.spec.terminationGracePeriodSeconds to 300 or more, or lower the deregistration delay",
          ],
        ],
      },
      {
        when: "an Ingress says the delay",
        add: [
          resource("kubernetes:networking.k8s.io/v1:Ingress", "ingress", {
            metadata: {
              annotations: {
                "alb.ingress.kubernetes.io/target-group-attributes":
                  "deregistration_delay.timeout_seconds=90",
              },
            },
          }),
        ],
        gives: [
          [
            "web",
            "its pods are killed after 60 s, while targets take 90 s to be deregistered",
            "set spec.template.spec.terminationGracePeriodSeconds to 90 or more, or lower the deregistration delay",
          ],
        ],
      },
      {
        when: "nothing delays its end",
        change: { [`${CONTAINER}.lifecycle`]: ABSENT },
        gives: [
          [
            "web",
            "none of its containers has a preStop hook, so it ends while it is still a target",
            "add one that sleeps",
          ],
        ],
      },
    ],
    unknowns: [
      {
        when: "the delay is unknown",
        change: { "pods.deregistrationDelay": UNKNOWN },
        gives: [["web", "deregistrationDelay"]],
      },
      {
        when: "the grace is unknown",
        change: { "web.spec.template.spec.terminationGracePeriodSeconds": UNKNOWN },
        gives: [["web", "spec.template.spec.terminationGracePeriodSeconds"]],
      },
    ],
  },
];
