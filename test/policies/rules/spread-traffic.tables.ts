import { computeAzSpread } from "../../../policies/rules/spread/compute-az-spread";
import { lbCrossZone } from "../../../policies/rules/spread/lb-cross-zone";
import { lbMultiAz } from "../../../policies/rules/spread/lb-multi-az";
import { natPerAz } from "../../../policies/rules/spread/nat-per-az";
import { zonalShiftReady } from "../../../policies/rules/spread/zonal-shift-ready";
import { ABSENT, ref, resource, UNKNOWN, type Fixture } from "../support/fixture";
import { subnets } from "../support/network";
import type { RuleTable } from "../support/table";

const LOAD_BALANCER = "aws:lb/loadBalancer:LoadBalancer";
const CROSS_ZONE_FIX = "set enableCrossZoneLoadBalancing to true";
const all = [ref("subnet-a"), ref("subnet-b"), ref("subnet-c")];

/** A private subnet of a zone with its route table, its route, and the NAT gateway of the zone. */
function wayOut(zone: string): readonly Fixture[] {
  return [
    resource("aws:ec2/natGateway:NatGateway", `nat-${zone}`, { subnetId: ref(`subnet-${zone}`) }),
    resource("aws:ec2/subnet:Subnet", `private-${zone}`, { availabilityZone: `us-east-1${zone}` }),
    resource("aws:ec2/routeTable:RouteTable", `table-${zone}`, {}),
    resource("aws:ec2/route:Route", `route-${zone}`, {
      routeTableId: ref(`table-${zone}`),
      natGatewayId: ref(`nat-${zone}`),
    }),
    resource("aws:ec2/routeTableAssociation:RouteTableAssociation", `joint-${zone}`, {
      subnetId: ref(`private-${zone}`),
      routeTableId: ref(`table-${zone}`),
    }),
  ];
}

export const spreadOfTraffic: readonly RuleTable[] = [
  {
    rule: lbMultiAz,
    compliant: [
      ...subnets("a", "b", "c"),
      resource(LOAD_BALANCER, "alb", { subnets: all }),
      resource("aws:elasticloadbalancingv2/loadBalancer:LoadBalancer", "nlb", {
        loadBalancerType: "network",
        subnetMappings: all.map((subnetId) => ({ subnetId, allocationId: UNKNOWN })),
      }),
    ],
    fails: [
      {
        when: "a subnet is taken away",
        change: { "alb.subnets.1": ABSENT },
        gives: [
          ["alb", "it spans 2 zones (us-east-1a, us-east-1c)", "list a subnet of 1 more zone in subnets"],
        ],
      },
      {
        when: "a mapping is taken away",
        change: { "nlb.subnetMappings.0": ABSENT },
        gives: [
          [
            "nlb",
            "it spans 2 zones (us-east-1b, us-east-1c)",
            "list a subnet of 1 more zone in subnetMappings",
          ],
        ],
      },
      {
        when: "a classic one without subnets",
        add: [resource("aws:elb/loadBalancer:LoadBalancer", "classic", {})],
        gives: [["classic", "subnets is not set", "list subnets of 3 zones in it"]],
      },
    ],
    unknowns: [
      {
        when: "a zone by id may be one of those by name",
        change: { "subnet-a.availabilityZone": ABSENT, "subnet-a.availabilityZoneId": "use1-az2" },
        gives: [
          ["alb", "which of us-east-1b, us-east-1c, use1-az2 are one zone"],
          ["nlb", "which of us-east-1b, us-east-1c, use1-az2 are one zone"],
        ],
      },
      { when: "its subnets are unknown", change: { "alb.subnets": UNKNOWN }, gives: [["alb", "subnets"]] },
    ],
  },
  {
    rule: lbCrossZone,
    compliant: [
      resource(LOAD_BALANCER, "alb", { loadBalancerType: "application" }),
      resource(LOAD_BALANCER, "default", {}),
      resource(LOAD_BALANCER, "nlb", { loadBalancerType: "network", enableCrossZoneLoadBalancing: true }),
      resource("aws:lb/targetGroup:TargetGroup", "group", { targetType: "alb" }),
      resource("aws:lb/listener:Listener", "listener", {
        loadBalancerArn: ref("nlb"),
        defaultActions: [{ type: "forward", targetGroupArn: ref("group") }],
      }),
      resource("aws:elb/loadBalancer:LoadBalancer", "classic", {}),
    ],
    passes: [
      {
        when: "its targets are Application Load Balancers",
        change: { "nlb.enableCrossZoneLoadBalancing": false },
      },
      {
        when: "its target group overrides it",
        change: {
          "nlb.enableCrossZoneLoadBalancing": ABSENT,
          "group.targetType": "ip",
          "group.loadBalancingCrossZoneEnabled": "true",
        },
      },
    ],
    fails: [
      {
        when: "it is off for instances",
        change: { "nlb.enableCrossZoneLoadBalancing": false, "group.targetType": "instance" },
        gives: [["nlb", "enableCrossZoneLoadBalancing is false", CROSS_ZONE_FIX]],
      },
      {
        when: "it is left out and nothing listens",
        change: { "nlb.enableCrossZoneLoadBalancing": ABSENT, listener: ABSENT },
        gives: [["nlb", "enableCrossZoneLoadBalancing is not set, which means false", CROSS_ZONE_FIX]],
      },
      {
        change: { "classic.crossZoneLoadBalancing": false },
        gives: [["classic", "crossZoneLoadBalancing is false", "set crossZoneLoadBalancing to true"]],
      },
    ],
    unknowns: [
      {
        when: "its kind is unknown",
        change: { "alb.loadBalancerType": UNKNOWN },
        gives: [["alb", "loadBalancerType"]],
      },
      {
        when: "the switch is unknown",
        change: { "nlb.enableCrossZoneLoadBalancing": UNKNOWN },
        gives: [["nlb", "enableCrossZoneLoadBalancing"]],
      },
    ],
  },
  {
    rule: natPerAz,
    compliant: [...subnets("a", "b"), ...wayOut("a"), ...wayOut("b")],
    passes: [
      {
        when: "the gateway is regional",
        change: {
          "route-b.natGatewayId": ref("nat-a"),
          "nat-a.availabilityMode": "regional",
          "nat-a.subnetId": ABSENT,
        },
      },
      {
        when: "an association with a gateway",
        add: [
          resource("aws:ec2/routeTableAssociation:RouteTableAssociation", "edge", {
            gatewayId: UNKNOWN,
            routeTableId: ref("table-a"),
          }),
        ],
      },
    ],
    fails: [
      {
        when: "two zones share one",
        change: { "route-b.natGatewayId": ref("nat-a") },
        gives: [
          [
            "private-b",
            "it lies in us-east-1b and leaves through nat-a in us-east-1a",
            "route it through a NAT gateway in us-east-1b",
          ],
        ],
      },
      {
        when: "the route is written in the table",
        change: { "route-b": ABSENT, "table-b.routes": [{ natGatewayId: ref("nat-a") }] },
        gives: [
          [
            "private-b",
            "it lies in us-east-1b and leaves through nat-a in us-east-1a",
            "route it through a NAT gateway in us-east-1b",
          ],
        ],
      },
    ],
    unknowns: [
      {
        when: "the gateway's zone is unknown",
        change: { "subnet-a.availabilityZone": UNKNOWN },
        gives: [["private-a", "the zone of nat-a"]],
      },
      {
        when: "a zone by id may be the one by name",
        change: { "private-a.availabilityZone": ABSENT, "private-a.availabilityZoneId": "use1-az1" },
        gives: [["private-a", "whether use1-az1 is us-east-1a"]],
      },
      {
        when: "nobody knows which table a route is in",
        change: { "route-a.routeTableId": UNKNOWN },
        gives: [["route-a", "its routeTableId"]],
      },
      {
        when: "a subnet of another program",
        change: { "joint-a.subnetId": "subnet-0123" },
        gives: [["joint-a", "its subnetId or routeTableId"]],
      },
    ],
  },
  {
    rule: computeAzSpread,
    compliant: [
      ...subnets("a", "b", "c"),
      resource("aws:ec2/instance:Instance", "one", { subnetId: ref("subnet-a") }),
      resource("aws:ec2/instance:Instance", "two", { subnetId: ref("subnet-b") }),
      resource("aws:ec2/instance:Instance", "three", { availabilityZone: "us-east-1c" }),
      resource("aws:eks/nodeGroup:NodeGroup", "nodes", { clusterName: "shop", subnetIds: all }),
      resource("aws:ecs/service:Service", "service", { networkConfiguration: { subnets: all } }),
      resource("aws:ecs/service:Service", "on-hosts", {}),
      resource("aws:eks/cluster:Cluster", "auto", {
        computeConfig: { enabled: true },
        vpcConfig: { subnetIds: all },
      }),
      resource("aws:eks/cluster:Cluster", "with-node-groups", {
        vpcConfig: { subnetIds: [ref("subnet-a")] },
      }),
    ],
    fails: [
      {
        when: "EKS Auto Mode in two zones",
        change: { "auto.vpcConfig.subnetIds": [ref("subnet-a"), ref("subnet-b")] },
        gives: [["auto", "it spans 2 zones (us-east-1a, us-east-1b)", "add 1 more zone"]],
      },
      {
        when: "all instances of a region in two zones",
        change: { "three.availabilityZone": "us-east-1b" },
        gives: [
          ["one", "the instances of its region span 2 zones (us-east-1a, us-east-1b)", "add 1 more zone"],
        ],
      },
      {
        when: "an instance alone in its region",
        add: [
          resource(
            "aws:ec2/instance:Instance",
            "far",
            { availabilityZone: "eu-west-1a" },
            { region: "eu-west-1" },
          ),
        ],
        gives: [
          [
            "far",
            "it spans 1 zone (eu-west-1a)",
            "replace it by an Auto Scaling group over 3 zones, or run others like it in 2 more zones",
          ],
        ],
      },
      {
        when: "node groups of a cluster together",
        change: { "nodes.subnetIds": [ref("subnet-a")] },
        add: [
          resource("aws:eks/nodeGroup:NodeGroup", "others", {
            clusterName: "shop",
            subnetIds: [ref("subnet-b")],
          }),
        ],
        gives: [
          [
            "nodes",
            "the node groups of its cluster span 2 zones (us-east-1a, us-east-1b)",
            "add 1 more zone",
          ],
        ],
      },
      {
        when: "a service in one zone",
        change: { "service.networkConfiguration.subnets": [ref("subnet-c")] },
        gives: [["service", "it spans 1 zone (us-east-1c)", "add 2 more zones"]],
      },
    ],
    unknowns: [
      { when: "a subnet is unknown", change: { "two.subnetId": UNKNOWN }, gives: [["two", "subnetId"]] },
      {
        when: "a service's subnets are unknown",
        change: { "service.networkConfiguration": UNKNOWN },
        gives: [["service", "networkConfiguration.subnets"]],
      },
    ],
  },
  {
    rule: zonalShiftReady,
    compliant: [
      resource(LOAD_BALANCER, "alb", { enableZonalShift: true }),
      resource(LOAD_BALANCER, "gateway", { loadBalancerType: "gateway" }),
      resource("aws:eks/cluster:Cluster", "cluster", { zonalShiftConfig: { enabled: true } }),
    ],
    fails: [
      {
        when: "a load balancer cannot",
        change: { "alb.enableZonalShift": ABSENT },
        gives: [["alb", "enableZonalShift is not set, which means false", "set enableZonalShift to true"]],
      },
      {
        when: "a cluster cannot",
        change: { "cluster.zonalShiftConfig": ABSENT },
        gives: [
          [
            "cluster",
            "zonalShiftConfig.enabled is not set, which means false",
            "set zonalShiftConfig.enabled to true",
          ],
        ],
      },
    ],
    unknowns: [
      {
        when: "it is unknown",
        change: { "alb.enableZonalShift": UNKNOWN },
        gives: [["alb", "enableZonalShift"]],
      },
    ],
  },
];
