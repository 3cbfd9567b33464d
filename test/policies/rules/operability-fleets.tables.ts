import { asgTroubleTold } from "../../../policies/rules/operability/asg-trouble-told";
import { ABSENT, ref, resource, UNKNOWN } from "../support/fixture";
import type { RuleTable } from "../support/table";

const pattern = (events: readonly string[], names?: readonly string[]): string =>
  JSON.stringify({
    source: ["aws.autoscaling"],
    "detail-type": events,
    ...(names && { detail: { AutoScalingGroupName: names } }),
  });
const [refresh, launch] = ["EC2 Auto Scaling Instance Refresh Failed", "EC2 Instance Launch Unsuccessful"];
const unheardRefresh = [
  "nobody hears of an instance refresh that its alarms stop",
  `send its event ${refresh} to a topic`,
] as const;
const unheardLaunch = [
  "nobody hears of a launch that AWS refuses",
  `send its event ${launch} to a topic`,
] as const;

export const operabilityOfFleets: readonly RuleTable[] = [
  {
    rule: asgTroubleTold,
    compliant: [
      resource("aws:autoscaling/group:Group", "web", {
        name: "shop-web",
        instanceRefresh: { preferences: { alarmSpecification: { alarms: ["errors"] } } },
      }),
      resource("aws:cloudwatch/eventRule:EventRule", "troubles", {
        eventPattern: pattern([refresh, launch], ["shop-web"]),
      }),
    ],
    passes: [
      {
        when: "the rule is about every group",
        change: { "troubles.eventPattern": pattern([refresh, launch]) },
      },
      {
        when: "no alarm stops a refresh",
        change: { "web.instanceRefresh": ABSENT, "troubles.eventPattern": pattern([launch]) },
      },
    ],
    fails: [
      {
        when: "nothing is told",
        change: { troubles: ABSENT },
        gives: [
          ["web", ...unheardRefresh],
          ["web", ...unheardLaunch],
        ],
      },
      {
        when: "only launches are told",
        change: { "troubles.eventPattern": pattern([launch]) },
        gives: [["web", ...unheardRefresh]],
      },
      {
        when: "the rule is about another group",
        change: { "troubles.eventPattern": pattern([refresh, launch], ["shop-worker"]) },
        gives: [
          ["web", ...unheardRefresh],
          ["web", ...unheardLaunch],
        ],
      },
      {
        when: "a rule that nobody knows is about something else",
        change: { "troubles.eventPattern": UNKNOWN },
        gives: [
          ["web", ...unheardRefresh],
          ["web", ...unheardLaunch],
        ],
      },
    ],
    unknowns: [
      {
        when: "the rule names the group, and is not known yet",
        change: { "troubles.eventPattern": ref("web") },
        gives: [
          ["web", "which events a rule about it tells of"],
          ["web", "which events a rule about it tells of"],
        ],
      },
    ],
  },
];
