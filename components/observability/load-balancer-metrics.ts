import type * as pulumi from "@pulumi/pulumi";
import type { Metric } from "./metric";

/** The load balancers of a region: one of them, or a network one in front of an application one. */
export interface LoadBalancerMetrics {
  readonly application?: {
    /** `arnSuffix` of the load balancer, as CloudWatch calls it. */
    readonly loadBalancer: pulumi.Input<string>;
    /** `arnSuffix` of the instances' or pods' target group. */
    readonly targetGroup: pulumi.Input<string>;
  };
  readonly network?: {
    /** `arnSuffix` of the load balancer. */
    readonly loadBalancer: pulumi.Input<string>;
    /** `arnSuffix` of the group it sends to. */
    readonly targetGroup: pulumi.Input<string>;
    /** The account's names of its zones, by what the settings call each: its name, or its id. */
    readonly zoneNames: Readonly<Record<string, pulumi.Input<string>>>;
  };
}

type Counted =
  "HealthyHostCount" | "UnHealthyHostCount" | "UnhealthyStateDNS" | "UnhealthyRoutingRequestCount";

/** What a load balancer counts of the targets that serve the requests. */
export function targets({ application, network }: LoadBalancerMetrics) {
  const group = application ?? network;
  if (group === undefined) return undefined;
  const namespace = application ? "AWS/ApplicationELB" : "AWS/NetworkELB";
  const dimensions = { LoadBalancer: group.loadBalancer, TargetGroup: group.targetGroup };
  return (name: Counted, statistic: string): Metric => ({ namespace, name, dimensions, statistic });
}

/** What an Application Load Balancer measures of the requests. */
export function requests({ loadBalancer }: NonNullable<LoadBalancerMetrics["application"]>) {
  return (
    name:
      | "RequestCount"
      | "HTTPCode_Target_5XX_Count"
      | "HTTPCode_ELB_5XX_Count"
      | "HTTPCode_Target_4XX_Count"
      | "TargetResponseTime",
    statistic: string,
  ): Metric => ({
    namespace: "AWS/ApplicationELB",
    name,
    dimensions: { LoadBalancer: loadBalancer },
    statistic,
  });
}

/** What a Network Load Balancer measures of the connections, of one zone or of all. */
export function flows({ loadBalancer }: NonNullable<LoadBalancerMetrics["network"]>) {
  return (
    name: "ZonalHealthStatus" | "UnhealthyRoutingFlowCount" | "NewFlowCount" | "ActiveFlowCount",
    statistic: string,
    zone?: pulumi.Input<string>,
  ): Metric => ({
    namespace: "AWS/NetworkELB",
    name,
    dimensions: { LoadBalancer: loadBalancer, ...(zone !== undefined && { AvailabilityZone: zone }) },
    statistic,
  });
}
