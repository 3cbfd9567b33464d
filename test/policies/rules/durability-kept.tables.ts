import { eipProtected } from "../../../policies/rules/durability/eip-protected";
import { pulumiProtectEndpoints } from "../../../policies/rules/durability/pulumi-protect-endpoints";
import { s3BackupEvents } from "../../../policies/rules/durability/s3-backup-events";
import { ABSENT, ref, resource, UNKNOWN } from "../support/fixture";
import type { RuleTable } from "../support/table";

const EIP = "aws:ec2/eip:Eip";
const NOTIFICATION = "aws:s3/bucketNotification:BucketNotification";

const unprotected = ["it is not protected", "pass protect: true in its options"] as const;
const turnedOff = [
  "it turns EventBridge off for orders, which AWS Backup backs up",
  "set eventbridge to true",
] as const;

export const durabilityOfWhatOthersKnow: readonly RuleTable[] = [
  {
    rule: eipProtected,
    compliant: [
      resource(EIP, "out", {}, { protect: true }),
      resource(EIP, "in", {}, { protect: true }),
      resource("aws:ec2/natGateway:NatGateway", "nat", { allocationId: ref("out") }),
      resource("aws:lb/loadBalancer:LoadBalancer", "nlb", {
        subnetMappings: [{ subnetId: "subnet-1", allocationId: ref("in") }],
      }),
    ],
    passes: [
      { when: "nothing uses the address", add: [resource(EIP, "spare", {})] },
      { when: "the gateway brings its own addresses", change: { "nat.allocationId": ABSENT } },
    ],
    fails: [
      {
        when: "a NAT gateway's is not protected",
        change: { "out!protect": false },
        gives: [["out", ...unprotected]],
      },
      {
        when: "a load balancer's is not protected",
        change: { "in!protect": false },
        gives: [["in", ...unprotected]],
      },
    ],
    unknowns: [
      {
        when: "which address the gateway has is unknown",
        change: { "nat.allocationId": UNKNOWN },
        gives: [["nat", "allocationId"]],
      },
    ],
  },
  {
    rule: pulumiProtectEndpoints,
    compliant: [
      resource("aws:lb/loadBalancer:LoadBalancer", "nlb", { loadBalancerType: "network" }, { protect: true }),
      resource("aws:lb/loadBalancer:LoadBalancer", "alb", { loadBalancerType: "application" }),
      resource("aws:eks/cluster:Cluster", "pods", { accessConfig: {} }, { protect: true }),
      resource("aws:eks/cluster:Cluster", "plain", {}),
    ],
    passes: [
      {
        when: "an Application Load Balancer takes other subnets in place",
        change: { "alb.loadBalancerType": ABSENT },
      },
    ],
    fails: [
      {
        when: "a Network Load Balancer is not protected",
        change: { "nlb!protect": false },
        gives: [["nlb", ...unprotected]],
      },
      {
        when: "a cluster that says who may enter is not protected",
        change: { "pods!protect": false },
        gives: [["pods", ...unprotected]],
      },
    ],
    unknowns: [
      {
        when: "the kind of a load balancer is unknown",
        change: { "alb.loadBalancerType": UNKNOWN },
        gives: [["alb", "loadBalancerType"]],
      },
    ],
  },
  {
    rule: s3BackupEvents,
    compliant: [
      resource("aws:s3/bucket:Bucket", "orders", {}),
      resource("aws:s3/bucket:Bucket", "scratch", {}),
      resource("aws:backup/selection:Selection", "stores", { resources: [ref("orders")] }),
      resource(NOTIFICATION, "told", { bucket: ref("orders"), eventbridge: true }),
      resource(NOTIFICATION, "other", { bucket: ref("scratch") }),
    ],
    passes: [
      { when: "nothing is set of its notifications", change: { told: ABSENT } },
      { when: "nothing backs it up", change: { stores: ABSENT, "told.eventbridge": ABSENT } },
    ],
    fails: [
      {
        when: "EventBridge is left out",
        change: { "told.eventbridge": ABSENT },
        gives: [["told", ...turnedOff]],
      },
      {
        when: "EventBridge is turned off",
        change: { "told.eventbridge": false },
        gives: [["told", ...turnedOff]],
      },
    ],
    unknowns: [
      {
        when: "whether EventBridge is told is unknown",
        change: { "told.eventbridge": UNKNOWN },
        gives: [["told", "eventbridge"]],
      },
      {
        when: "whose notifications they are is unknown",
        change: { "other.bucket": UNKNOWN },
        gives: [["other", "bucket"]],
      },
    ],
  },
];
