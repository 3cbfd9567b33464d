import { asgMultiAz } from "../../../policies/rules/spread/asg-multi-az";
import { k8sPodAntiaffinity } from "../../../policies/rules/spread/k8s-pod-antiaffinity";
import { k8sSpreadSelectorEffective } from "../../../policies/rules/spread/k8s-spread-selector-effective";
import { k8sZoneSpread } from "../../../policies/rules/spread/k8s-zone-spread";
import { ABSENT, type Changes, ref, resource, UNKNOWN } from "../support/fixture";
import { deployment } from "../support/kubernetes";
import { subnets } from "../support/network";
import type { RuleTable } from "../support/table";
import { spreadOfData } from "./spread-data.tables";
import { spreadOfTraffic } from "./spread-traffic.tables";

const POD = "web.spec.template.spec";
const REQUIRED = `${POD}.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution`;
const ZONE = `${POD}.topologySpreadConstraints.0`;
/** The subnets `a`, `b` and `c`, each in a zone by its id. */
const byZoneId = (...ids: readonly string[]): Changes =>
  Object.fromEntries(
    ids.flatMap((id, at): [string, unknown][] => [
      [`subnet-${"abc".charAt(at)}.availabilityZone`, ABSENT],
      [`subnet-${"abc".charAt(at)}.availabilityZoneId`, id],
    ]),
  );
const ZONE_FIX = "constrain topology.kubernetes.io/zone with whenUnsatisfiable DoNotSchedule and maxSkew 1";

export const spread: readonly RuleTable[] = [
  {
    rule: k8sPodAntiaffinity,
    compliant: [deployment],
    passes: [
      {
        when: "the selector is an expression",
        change: {
          [`${REQUIRED}.0.labelSelector`]: {
            matchExpressions: [{ key: "app", operator: "In", values: ["web"] }],
          },
        },
      },
      { when: "an empty selector picks every pod", change: { [`${REQUIRED}.0.labelSelector`]: {} } },
    ],
    fails: [
      {
        when: "there is none",
        change: { [`${POD}.affinity`]: ABSENT },
        gives: [
          [
            "web",
            "it has no podAntiAffinity",
            "require podAntiAffinity over kubernetes.io/hostname for the pod's own labels",
          ],
        ],
      },
      {
        when: "it is preferred only",
        change: {
          [REQUIRED]: ABSENT,
          [`${POD}.affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution`]: [{}],
        },
        gives: [
          [
            "web",
            "its podAntiAffinity is preferred, not required",
            "require podAntiAffinity over kubernetes.io/hostname for the pod's own labels",
          ],
        ],
      },
      {
        when: "it selects other pods",
        change: { [`${REQUIRED}.0.labelSelector.matchLabels`]: { app: "api" } },
        gives: [
          [
            "web",
            "its required podAntiAffinity does not select its own pods",
            "make labelSelector match the labels of spec.template, and leave out namespaces or name its own",
          ],
        ],
      },
      {
        when: "an expression excludes its own pods",
        change: {
          [`${REQUIRED}.0.labelSelector`]: { matchExpressions: [{ key: "tier", operator: "DoesNotExist" }] },
        },
        gives: [
          [
            "web",
            "its required podAntiAffinity does not select its own pods",
            "make labelSelector match the labels of spec.template, and leave out namespaces or name its own",
          ],
        ],
      },
    ],
    unknowns: [
      {
        when: "the terms are unknown",
        change: { [REQUIRED]: UNKNOWN },
        gives: [["web", REQUIRED.slice("web.".length)]],
      },
      {
        when: "the pod's labels are unknown",
        change: { "web.spec.template.metadata.labels.app": UNKNOWN },
        gives: [["web", `whether ${REQUIRED.slice("web.".length)} selects the workload's own pods`]],
      },
    ],
  },
  {
    rule: k8sZoneSpread,
    compliant: [deployment],
    passes: [
      {
        when: "pods are kept apart by the zone's id, which nodes of EKS have",
        change: {
          "web.spec.template.spec.topologySpreadConstraints.0.topologyKey": "topology.k8s.aws/zone-id",
        },
      },
      {
        when: "one pod in a zone at most",
        change: {
          [`${POD}.topologySpreadConstraints`]: ABSENT,
          [`${REQUIRED}.0.topologyKey`]: "topology.kubernetes.io/zone",
        },
      },
      { change: { [`${ZONE}.maxSkew`]: 2 }, config: { maximumSkew: 2 } },
    ],
    fails: [
      {
        when: "there are no constraints",
        change: { [`${POD}.topologySpreadConstraints`]: ABSENT },
        gives: [["web", "it has no topologySpreadConstraints", ZONE_FIX]],
      },
      ...Object.entries({
        whenUnsatisfiable: "ScheduleAnyway",
        topologyKey: "kubernetes.io/hostname",
        maxSkew: 2,
      }).map(([property, value]) => ({
        change: { [`${ZONE}.${property}`]: value },
        gives: [["web", "none of its topologySpreadConstraints holds pods apart by zone", ZONE_FIX]] as const,
      })),
    ],
    unknowns: [
      {
        when: "maxSkew is unknown",
        change: { [`${ZONE}.maxSkew`]: UNKNOWN },
        gives: [["web", "spec.template.spec.topologySpreadConstraints"]],
      },
    ],
  },
  {
    rule: k8sSpreadSelectorEffective,
    compliant: [deployment],
    passes: [{ when: "there is nothing to count", change: { [`${POD}.topologySpreadConstraints`]: ABSENT } }],
    fails: [
      {
        when: "the selector matches other pods",
        change: { [`${ZONE}.labelSelector.matchLabels`]: { app: "api" } },
        gives: [
          [
            "web",
            "spec.template.spec.topologySpreadConstraints[0].labelSelector does not match the workload's own pods",
            "make it match the labels of spec.template",
          ],
        ],
      },
      {
        when: "there is no selector",
        change: { [`${ZONE}.labelSelector`]: ABSENT },
        gives: [
          [
            "web",
            "spec.template.spec.topologySpreadConstraints[0].labelSelector does not match the workload's own pods",
            "make it match the labels of spec.template",
          ],
        ],
      },
    ],
    unknowns: [
      {
        when: "the constraints are unknown",
        change: { [`${POD}.topologySpreadConstraints`]: UNKNOWN },
        gives: [["web", "spec.template.spec.topologySpreadConstraints"]],
      },
      {
        when: "the selector is unknown",
        change: { [`${ZONE}.labelSelector.matchLabels.app`]: UNKNOWN },
        gives: [
          [
            "web",
            "whether spec.template.spec.topologySpreadConstraints[0].labelSelector matches the workload's own pods",
          ],
        ],
      },
    ],
  },
  {
    rule: asgMultiAz,
    compliant: [
      ...subnets("a", "b", "c"),
      resource("aws:autoscaling/group:Group", "app", {
        vpcZoneIdentifiers: [ref("subnet-a"), ref("subnet-b"), ref("subnet-c")],
      }),
    ],
    passes: [
      {
        when: "it names its zones",
        change: {
          "app.vpcZoneIdentifiers": ABSENT,
          "app.availabilityZones": ["us-east-1a", "us-east-1b", "us-east-1c"],
        },
      },
      { when: "its subnets are in zones by id", change: byZoneId("use1-az1", "use1-az2", "use1-az4") },
      {
        when: "two zones are enough",
        change: { "app.vpcZoneIdentifiers": [ref("subnet-a"), ref("subnet-b")] },
        config: { minimumZones: 2 },
      },
    ],
    fails: [
      {
        when: "a subnet is taken away",
        change: { "app.vpcZoneIdentifiers.2": ABSENT },
        gives: [
          [
            "app",
            "it spans 2 zones (us-east-1a, us-east-1b)",
            "list a subnet of 1 more zone in vpcZoneIdentifiers",
          ],
        ],
      },
      {
        when: "two subnets lie in one zone",
        change: { "subnet-c.availabilityZone": "us-east-1a" },
        gives: [
          [
            "app",
            "it spans 2 zones (us-east-1a, us-east-1b)",
            "list a subnet of 1 more zone in vpcZoneIdentifiers",
          ],
        ],
      },
      {
        when: "two subnets lie in one zone, by its id",
        change: byZoneId("use1-az1", "use1-az2", "use1-az2"),
        gives: [
          [
            "app",
            "it spans 2 zones (use1-az1, use1-az2)",
            "list a subnet of 1 more zone in vpcZoneIdentifiers",
          ],
        ],
      },
      {
        when: "no subnets at all",
        change: { "app.vpcZoneIdentifiers": ABSENT },
        gives: [["app", "vpcZoneIdentifiers is not set", "list subnets of 3 zones in it"]],
      },
      {
        when: "it names one zone",
        change: { "app.vpcZoneIdentifiers": ABSENT, "app.availabilityZones": ["us-east-1a"] },
        gives: [["app", "it spans 1 zone (us-east-1a)", "list a zone of 2 more zones in availabilityZones"]],
      },
    ],
    unknowns: [
      {
        when: "some of three subnets were taken, nobody knows which",
        change: { "app.vpcZoneIdentifiers": ref("subnet-a", "subnet-b", "subnet-c") },
        gives: [["app", "vpcZoneIdentifiers"]],
      },
      {
        when: "a subnet of another program",
        change: { "app.vpcZoneIdentifiers.2": "subnet-0123" },
        gives: [["app", "vpcZoneIdentifiers"]],
      },
      {
        when: "a zone is unknown",
        change: { "subnet-b.availabilityZone": UNKNOWN },
        gives: [["app", "vpcZoneIdentifiers (the zone of subnet-b)"]],
      },
      {
        when: "a zone by id may be one of those by name",
        change: { "subnet-c.availabilityZone": ABSENT, "subnet-c.availabilityZoneId": "use1-az1" },
        gives: [["app", "which of us-east-1a, us-east-1b, use1-az1 are one zone"]],
      },
    ],
  },
  ...spreadOfData,
  ...spreadOfTraffic,
];
