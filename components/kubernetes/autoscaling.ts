import type * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";

export interface AutoscalerArgs {
  readonly deployment: pulumi.Input<string>;
  readonly minReplicas: number;
  readonly maxReplicas: number;
  readonly targetCpuPercent: number;
}

/**
 * Grows at once, by as much as the load asks: at most to double, or by four pods, every 15 seconds. Shrinks by one
 * pod a minute, and only when five minutes agree: a pod too many costs little, a pod too few costs answers.
 *
 * It measures the application's own container, not what runs beside it.
 */
export function autoscaler(
  args: AutoscalerArgs,
): kubernetes.types.input.autoscaling.v2.HorizontalPodAutoscalerSpec {
  return {
    scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: args.deployment },
    minReplicas: args.minReplicas,
    maxReplicas: args.maxReplicas,
    metrics: [
      {
        type: "ContainerResource",
        containerResource: {
          name: "cpu",
          container: "app",
          target: { type: "Utilization", averageUtilization: args.targetCpuPercent },
        },
      },
    ],
    behavior: {
      scaleUp: {
        stabilizationWindowSeconds: 0,
        selectPolicy: "Max",
        policies: [
          { type: "Percent", value: 100, periodSeconds: 15 },
          { type: "Pods", value: 4, periodSeconds: 15 },
        ],
      },
      scaleDown: {
        stabilizationWindowSeconds: 300,
        policies: [{ type: "Pods", value: 1, periodSeconds: 60 }],
      },
    },
  };
}
