import { failoverOnDataPlane } from "../../../policies/rules/failover/failover-on-data-plane";
import { ABSENT, ref, resource, UNKNOWN, type Fixture } from "../support/fixture";
import type { RuleTable } from "../support/table";

const eu = { region: "eu-west-1" };

const allowing = (...actions: readonly string[]): string =>
  JSON.stringify({ Statement: [{ Effect: "Allow", Action: actions, Resource: "*" }] });

const may = (...actions: readonly string[]) => ({ "permissions.policy": allowing(...actions) });

/** A database that eu-west-1 follows; a function there promotes it when the alarm there rings. */
const promoted: readonly Fixture[] = [
  resource("aws:rds/instance:Instance", "database", {}),
  resource("aws:rds/instance:Instance", "replica", { replicateSourceDb: ref("database") }, eu),
  resource("aws:iam/role:Role", "role", {}),
  resource("aws:iam/rolePolicy:RolePolicy", "permissions", {
    role: ref("role"),
    policy: allowing("rds:PromoteReadReplica", "logs:PutLogEvents"),
  }),
  resource("aws:lambda/function:Function", "mover", { role: ref("role") }, eu),
  resource("aws:cloudwatch/metricAlarm:MetricAlarm", "lost", { alarmActions: [ref("mover")] }, eu),
];

const byTopic: readonly Fixture[] = [
  resource("aws:sns/topicSubscription:TopicSubscription", "tells", {
    topic: ref("topic"),
    endpoint: ref("mover"),
  }),
  resource("aws:sns/topic:Topic", "topic", {}, eu),
];

const byRule = (eventPattern: unknown): readonly Fixture[] => [
  resource("aws:cloudwatch/eventRule:EventRule", "rule", { eventPattern }, eu),
  resource("aws:cloudwatch/eventTarget:EventTarget", "target", { rule: ref("rule"), arn: ref("mover") }, eu),
];

const plan = (...steps: readonly object[]): Fixture =>
  resource("aws:arcregionswitch/plan:Plan", "plan", {
    executionRole: ref("role"),
    workflows: [{ workflowTargetAction: "activate", steps }],
  });
const block = (config: object) => ({ name: "move", customActionLambdaConfigs: [config] });

const fix = "let a health check move the traffic, and make what it needs beforehand";
const edits = (action: string, servedIn: string, by = "lost starts it, and it fails over") =>
  `${by} by ${action} (served in ${servedIn} alone)`;
const record = "route53:ChangeResourceRecordSets";

export const failoverAutomation: readonly RuleTable[] = [
  {
    rule: failoverOnDataPlane,
    compliant: promoted,
    passes: [
      {
        when: "it operates a routing control",
        change: may("route53-recovery-cluster:UpdateRoutingControlStates"),
      },
      {
        when: "it only reads records",
        change: may("rds:PromoteReadReplica", "route53:ListResourceRecordSets"),
      },
      { when: "nothing starts it that tells of a loss", change: { ...may(record), "lost.alarmActions": [] } },
      {
        when: "a clock starts it",
        change: { ...may(record), "lost.alarmActions": [] },
        add: byRule('{"source":["aws.scheduler"]}'),
      },
      {
        when: "the program has one region",
        change: { ...may(record), replica: ABSENT, mover: ABSENT, "lost.alarmActions": [ref("here")] },
        add: [resource("aws:lambda/function:Function", "here", { role: ref("role") })],
      },
      {
        when: "it takes rights away and moves nothing",
        change: may("iam:PutRolePolicy", "logs:PutLogEvents"),
      },
      {
        when: "another one is where it takes over",
        add: [
          resource("aws:lambda/function:Function", "here", { role: ref("role") }),
          resource("aws:cloudwatch/metricAlarm:MetricAlarm", "here-lost", { alarmActions: [ref("here")] }),
        ],
      },
      {
        when: "a plan of Region switch runs it in the region that takes over",
        add: [plan(block({ regionToRun: "activatingRegion" }))],
      },
      {
        when: "a plan may skip what it runs in the region that is left",
        add: [plan(block({ regionToRun: "deactivatingRegion", ungracefuls: [{ behavior: "skip" }] }))],
      },
    ],
    fails: [
      { when: "it edits a record", change: may(record), gives: [["mover", edits(record, "us-east-1"), fix]] },
      {
        when: "it may do anything with records",
        change: may("route53:*"),
        gives: [["mover", edits("route53:*", "us-east-1"), fix]],
      },
      {
        when: "it points a distribution elsewhere",
        change: may("cloudfront:UpdateDistribution"),
        gives: [["mover", edits("cloudfront:UpdateDistribution", "us-east-1"), fix]],
      },
      {
        when: "it turns an accelerator's dial",
        change: may("globalaccelerator:UpdateEndpointGroup"),
        gives: [["mover", edits("globalaccelerator:UpdateEndpointGroup", "us-west-2"), fix]],
      },
      {
        when: "it changes the configuration of routing controls",
        change: may("route53-recovery-control-config:UpdateRoutingControl"),
        gives: [["mover", edits("route53-recovery-control-config:UpdateRoutingControl", "us-west-2"), fix]],
      },
      {
        when: "it promotes, and makes a role for what it starts",
        change: may("rds:PromoteReadReplica", "iam:CreateRole"),
        gives: [["mover", edits("iam:CreateRole", "us-east-1"), fix]],
      },
      {
        when: "the alarm starts it by a topic",
        change: { ...may(record), "lost.alarmActions": [ref("topic")] },
        add: byTopic,
        gives: [["mover", edits(record, "us-east-1"), fix]],
      },
      {
        when: "EventBridge starts it at an alarm",
        change: { ...may(record), "lost.alarmActions": [] },
        add: byRule('{"detail-type":["CloudWatch Alarm State Change"]}'),
        gives: [["mover", edits(record, "us-east-1", "rule starts it, and it fails over"), fix]],
      },
      {
        when: "its permissions are attached",
        change: {
          ...may("logs:PutLogEvents"),
          "lost.alarmActions": [ref("mover")],
        },
        add: [
          resource("aws:iam/policy:Policy", "managed", { policy: allowing(record) }),
          resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "attached", {
            role: ref("role"),
            policyArn: ref("managed"),
          }),
        ],
        gives: [["mover", edits(record, "us-east-1"), fix]],
      },
      {
        when: "its permissions are in the role",
        change: { ...may("logs:PutLogEvents"), "role.inlinePolicies": [{ policy: allowing(record) }] },
        gives: [["mover", edits(record, "us-east-1"), fix]],
      },
      {
        when: "it lies in the region that it fails over from",
        change: { mover: ABSENT, "lost.alarmActions": [ref("here")] },
        add: [resource("aws:lambda/function:Function", "here", { role: ref("role") })],
        gives: [
          [
            "here",
            "it fails over from us-east-1, and lies there itself",
            "run it in the region that takes over, with the alarm that starts it",
          ],
        ],
      },
      {
        when: "a plan of Region switch may edit records",
        change: { ...may(record), "lost.alarmActions": [] },
        add: [plan()],
        gives: [["plan", edits(record, "us-east-1", "it fails over"), fix]],
      },
      {
        when: "it edits a record, whatever else nobody knows yet",
        change: may(record),
        add: [resource("aws:iam/rolePolicy:RolePolicy", "more", { role: ref("role"), policy: UNKNOWN })],
        gives: [["mover", edits(record, "us-east-1"), fix]],
      },
      {
        when: "a plan runs a function in the region that is left",
        add: [
          plan({
            name: "beside",
            parallelConfigs: [{ steps: [block({ regionToRun: "deactivatingRegion" })] }],
          }),
        ],
        gives: [
          [
            "plan",
            "its step move runs a function in the region that is left",
            'run it in the activatingRegion, or let an ungraceful execution skip it (ungracefuls: [{behavior: "skip"}])',
          ],
        ],
      },
    ],
    unknowns: [
      {
        when: "nobody knows yet what the role of a plan allows",
        change: { "permissions.policy": UNKNOWN },
        add: [plan()],
        gives: [["plan", "what its role allows"]],
      },
    ],
  },
];
