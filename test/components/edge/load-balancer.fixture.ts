import { LoadBalancer, type LoadBalancerArgs } from "../../../components/edge/load-balancer";
import { record, type Recording } from "../../support/mocks";

export const types = {
  loadBalancer: "aws:lb/loadBalancer:LoadBalancer",
  listener: "aws:lb/listener:Listener",
  targetGroup: "aws:lb/targetGroup:TargetGroup",
  attachment: "aws:lb/targetGroupAttachment:TargetGroupAttachment",
  rule: "aws:lb/listenerRule:ListenerRule",
  address: "aws:ec2/eip:Eip",
} as const;

export const zones = ["us-east-1a", "us-east-1b", "us-east-1c"];

export function loadBalancer(more: Partial<LoadBalancerArgs> = {}): Promise<Recording<LoadBalancer>> {
  return record(
    () =>
      new LoadBalancer("us-east-1-lb", {
        kind: "application",
        vpcId: "vpc",
        subnetIds: zones.map((zone) => `subnet-${zone}`),
        availabilityZones: zones,
        securityGroupIds: { loadBalancer: "sg-alb", networkLoadBalancer: "sg-nlb" },
        certificateArn: "certificate",
        targets: "instance",
        targetPort: 8443,
        healthCheck: {
          path: "/health",
          intervalSeconds: 5,
          timeoutSeconds: 3,
          healthyThreshold: 2,
          unhealthyThreshold: 2,
        },
        deregistrationDelaySeconds: 30,
        stickySessionSeconds: 0,
        idleTimeoutSeconds: 60,
        clientKeepAliveSeconds: 60,
        protection: "protected",
        ...more,
      }),
  );
}
