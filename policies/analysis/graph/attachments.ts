/** Resources that attach others to each other, as data: the target of a listener, the route table of a subnet. */
import {
  AUTO_SCALING_ATTACHMENT,
  AUTO_SCALING_GROUP,
  BUCKET,
  BUCKET_ENCRYPTION,
  BUCKET_REPLICATION,
  EKS_CLUSTER,
  EGRESS_ONLY_GATEWAY,
  FARGATE_PROFILE,
  INSTANCE,
  INTERNET_GATEWAY,
  LISTENER,
  LOAD_BALANCER,
  NAT_GATEWAY,
  NODE_GROUP,
  ROUTE,
  ROUTE_TABLE,
  ROUTE_TABLE_ASSOCIATION,
  SUBNET,
  TARGET_GROUP,
  TARGET_GROUP_ATTACHMENT,
  TRANSIT_GATEWAY,
  VPC_ENDPOINT,
} from "../../resources";
import { KEY, type AttachmentReference } from "./references";

export const ATTACHMENTS: readonly AttachmentReference[] = [
  {
    kind: "serves",
    types: AUTO_SCALING_ATTACHMENT,
    from: { property: "autoscalingGroupName", to: AUTO_SCALING_GROUP },
    to: { property: "lbTargetGroupArn", to: TARGET_GROUP },
  },
  {
    kind: "serves",
    types: AUTO_SCALING_ATTACHMENT,
    from: { property: "autoscalingGroupName", to: AUTO_SCALING_GROUP },
    to: { property: "trafficSource", to: TARGET_GROUP },
  },
  {
    kind: "serves",
    types: TARGET_GROUP_ATTACHMENT,
    from: { property: "targetId", to: [...INSTANCE, ...LOAD_BALANCER] },
    to: { property: "targetGroupArn", to: TARGET_GROUP },
  },
  {
    kind: "routesTo",
    types: LISTENER,
    from: { property: "loadBalancerArn", to: LOAD_BALANCER },
    to: { property: "defaultActions", to: TARGET_GROUP },
  },
  {
    kind: "routesTo",
    types: ROUTE_TABLE_ASSOCIATION,
    from: { property: "subnetId", to: SUBNET },
    to: { property: "routeTableId", to: ROUTE_TABLE },
  },
  {
    kind: "routesTo",
    types: ROUTE,
    from: { property: "routeTableId", to: ROUTE_TABLE },
    to: { property: "natGatewayId", to: NAT_GATEWAY },
  },
  {
    kind: "routesTo",
    types: ROUTE,
    from: { property: "routeTableId", to: ROUTE_TABLE },
    to: { property: "gatewayId", to: INTERNET_GATEWAY },
  },
  ...(
    [
      ["egressOnlyGatewayId", EGRESS_ONLY_GATEWAY],
      ["transitGatewayId", TRANSIT_GATEWAY],
      ["vpcEndpointId", VPC_ENDPOINT],
    ] as const
  ).map(([property, to]) => ({
    kind: "routesTo" as const,
    types: ROUTE,
    from: { property: "routeTableId", to: ROUTE_TABLE },
    to: { property, to },
  })),
  {
    kind: "runsIn",
    types: [...NODE_GROUP, ...FARGATE_PROFILE],
    from: { property: "clusterName", to: EKS_CLUSTER },
    to: { property: "subnetIds", to: SUBNET },
  },
  {
    kind: "encryptsWith",
    types: BUCKET_ENCRYPTION,
    from: { property: "bucket", to: BUCKET },
    to: { property: "rules", to: KEY },
  },
  {
    // A copy replicates its original: the destination is the copy.
    kind: "replicates",
    types: BUCKET_REPLICATION,
    from: { property: "rules", to: BUCKET },
    to: { property: "bucket", to: BUCKET },
  },
];
