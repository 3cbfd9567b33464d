/** Breaks of the prod program that no policy on a single resource sees: only the failure analysis adds them up. */
import type { Mutation } from "./mutation";
import { set } from "./mutation";

const GROUP = "aws:autoscaling/group:Group";
const BALANCER = "aws:lb/loadBalancer:LoadBalancer";

interface Tag {
  readonly key: string;
  readonly value: string;
  readonly propagateAtLaunch: boolean;
}

/** Auto Scaling groups have a list of tags. */
const tagged =
  (key: string, value: string): Mutation["change"] =>
  ({ props }) => {
    const others = ((props["tags"] as readonly Tag[] | undefined) ?? []).filter((tag) => tag.key !== key);
    props["tags"] = [...others, { key, value, propagateAtLaunch: true }];
  };

export const failureMutations: readonly Mutation[] = [
  {
    // 6 over 3 zones leave 4.
    policy: "az-loss-survivable",
    type: GROUP,
    name: /group$/,
    change: tagged("standfast:needed", "5"),
  },
  {
    // The other region has no more than 3.
    policy: "region-loss-survivable",
    also: ["region-parity"],
    type: GROUP,
    name: /group$/,
    change: (given, earlier) => {
      if (earlier(GROUP, "us-east-1-app-group")?.resource === given.resource)
        tagged("standfast:needed", "4")(given, earlier);
      else set({ minSize: 3, desiredCapacity: 3, minElbCapacity: 3 })(given, earlier);
    },
  },
  {
    policy: "drain-survivable",
    also: ["rolling-update-safe"],
    type: GROUP,
    name: /group$/,
    change: set({ "instanceMaintenancePolicy.minHealthyPercentage": 20 }),
  },
  {
    policy: "model-matches-graph",
    type: GROUP,
    name: /^us-east-1-app-group$/,
    change: tagged("standfast:tier", "database"),
  },
  {
    policy: "failover-rto-budget",
    type: BALANCER,
    name: /alb$/,
    change: set({ clientKeepAlive: 3600 }),
  },
  {
    policy: "region-independence",
    type: BALANCER,
    name: /^eu-west-1-.*alb$/,
    change: ({ props }, earlier) => {
      const other = earlier(BALANCER, "us-east-1-lb-alb")?.resource as unknown as { readonly arn: unknown };
      props["tags"] = { partner: other.arn };
    },
  },
  {
    // A port that no security group opens.
    policy: "probe-answered",
    type: "aws:lb/targetGroup:TargetGroup",
    name: /lb-app$/,
    change: set({ "healthCheck.port": "9090" }),
  },
  {
    policy: "region-parity",
    type: "aws:rds/instance:Instance",
    name: /^eu-west-1-database-instance$/,
    change: set({ instanceClass: "db.m7g.large" }),
  },
];
