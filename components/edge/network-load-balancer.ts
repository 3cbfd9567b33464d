import * as aws from "@pulumi/aws";
import { createApplicationLoadBalancer } from "./application-load-balancer";
import {
  type LoadBalancerParts,
  type LoadBalancerNeeds,
  type LoadBalancerArgs,
  sslPolicy,
} from "./load-balancer-args";
import { forward } from "./forwarding";
import { networkIdleTimeoutSeconds } from "../kit/limits";
import type { ComponentScope } from "./component-scope";
import { loadBalancerTargetGroup } from "./target-groups";

/**
 * A Network Load Balancer that ends the clients' TLS and opens its own to the targets.
 *
 * Cross-zone is on, although AWS charges for traffic between zones: off, the loss of one of three instances takes
 * a third of the addresses with it until DNS notices; on, the other two take over at once.
 */
export function createNetworkLoadBalancer(
  scope: ComponentScope,
  { args, groups, logs }: LoadBalancerNeeds,
): LoadBalancerParts {
  const networkLoadBalancer = newNetworkLoadBalancer(scope, args, {
    subnets: [...args.subnetIds],
    enableCrossZoneLoadBalancing: true,
    ...(logs && { accessLogs: { enabled: true, ...logs.requests } }),
  });
  const listener = new aws.lb.Listener(
    scope.childName("tls"),
    {
      loadBalancerArn: networkLoadBalancer.arn,
      port: 443,
      protocol: "TLS",
      sslPolicy,
      certificateArn: args.certificateArn,
      defaultActions: [forward(groups, args)],
    },
    scope.child(),
  );
  return {
    dnsTarget: networkLoadBalancer,
    network: networkLoadBalancer,
    senders: [listener.arn],
    addresses: [],
  };
}

/**
 * One Elastic IP in each zone, TCP 443 and 80 passed on to an Application Load Balancer. That one is internal:
 * facing the internet it would be a second way in, around the fixed addresses.
 *
 * Cross-zone is off: AWS gives no zonal shift to a cross-zone Network Load Balancer in front of an Application Load
 * Balancer, and that one spreads over all zones by itself. A zonal shift has to be started on the front one.
 * https://docs.aws.amazon.com/r53recovery/latest/dg/arc-zonal-shift.resource-types.network-load-balancers.html
 */
export function createNetworkToApplicationLoadBalancers(
  scope: ComponentScope,
  needs: LoadBalancerNeeds,
): LoadBalancerParts {
  const { args } = needs;
  const inner = createApplicationLoadBalancer(scope, needs, "internal");
  const addresses = fixedAddresses(scope, args);
  const networkLoadBalancer = newNetworkLoadBalancer(scope, args, {
    enableCrossZoneLoadBalancing: false,
    subnetMappings: addresses.map(({ subnetId, address }) => ({ subnetId, allocationId: address.id })),
  });
  const { idleTimeoutSeconds } = args;
  for (const [role, port] of [
    ["https", 443],
    ["http", 80],
  ] as const) {
    const group = new aws.lb.TargetGroup(
      scope.childName(role),
      loadBalancerTargetGroup(args, port),
      scope.child(),
    );
    new aws.lb.TargetGroupAttachment(
      scope.childName(role),
      { targetGroupArn: group.arn, targetId: inner.dnsTarget.arn, port },
      // AWS takes an Application Load Balancer as a target only where it already listens on that port.
      scope.child({ dependsOn: [...inner.listeners] }),
    );
    new aws.lb.Listener(
      scope.childName(`tcp-${role}`),
      {
        loadBalancerArn: networkLoadBalancer.arn,
        port,
        protocol: "TCP",
        // The shorter of the two timeouts is the one that counts.
        ...(idleTimeoutSeconds > networkIdleTimeoutSeconds && { tcpIdleTimeoutSeconds: idleTimeoutSeconds }),
        defaultActions: [{ type: "forward", targetGroupArn: group.arn }],
      },
      scope.child(),
    );
  }
  return { ...inner, dnsTarget: networkLoadBalancer, network: networkLoadBalancer, addresses };
}

function newNetworkLoadBalancer(
  scope: ComponentScope,
  args: LoadBalancerArgs,
  shape: aws.lb.LoadBalancerArgs,
): aws.lb.LoadBalancer {
  const { networkLoadBalancer: securityGroupId, healthChecks } = args.securityGroupIds;
  // Without one at creation, a Network Load Balancer can never have one.
  scope.require(
    securityGroupId !== undefined,
    `securityGroupIds.networkLoadBalancer is needed by ${args.kind}`,
  );
  return new aws.lb.LoadBalancer(
    scope.childName("nlb"),
    {
      ...shape,
      loadBalancerType: "network",
      securityGroups: [securityGroupId, ...(healthChecks === undefined ? [] : [healthChecks])],
      enableZonalShift: true,
      enableDeletionProtection: args.protection === "protected",
    },
    scope.child({ protect: args.protection === "protected" }),
  );
}

/** One in the zone of each subnet. Clients write them into their own lists: losing one cannot be undone. */
function fixedAddresses(scope: ComponentScope, args: LoadBalancerArgs) {
  return args.subnetIds.map((subnetId, index) => {
    const zone = args.availabilityZones[index];
    scope.require(
      zone !== undefined,
      `availabilityZones must name the zone of each subnet, got ${args.availabilityZones.length} for ${args.subnetIds.length}`,
    );
    const address = new aws.ec2.Eip(
      scope.childName(`address-${zone}`),
      { domain: "vpc", tags: { Name: scope.childName(zone) } },
      scope.child({ protect: args.protection === "protected" }),
    );
    return { zone, subnetId, address };
  });
}
