import { lifecycleHookCompleted } from "../../../policies/rules/operability/lifecycle-hook-completed";
import { imdsHopLimit } from "../../../policies/rules/security/imds-hop-limit";
import { ABSENT, ref, resource, UNKNOWN } from "../support/fixture";
import type { RuleTable } from "../support/table";

const base64 = (text: string): string => Buffer.from(text).toString("base64");
const runs = base64("#!/bin/bash\ndocker run --rm shop:1\n");
const hopFix =
  "set httpTokens to required and httpPutResponseHopLimit to 1, and give the container a role of its own";

const completes = (...lines: readonly string[]): string =>
  base64(
    [
      "#!/bin/bash",
      "until [[ $(metadata autoscaling/target-lifecycle-state) == Terminated ]]; do sleep 5; done",
      ...lines,
    ].join("\n"),
  );
const once = "aws autoscaling complete-lifecycle-action --lifecycle-hook-name drained || true";
const nothing = "nothing of the plan completes it, so each termination waits the whole 90 s";

export const ofInstances: readonly RuleTable[] = [
  {
    rule: imdsHopLimit,
    compliant: [
      resource("aws:ec2/launchTemplate:LaunchTemplate", "app", {
        iamInstanceProfile: { arn: ref("profile") },
        metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
        userData: runs,
      }),
    ],
    passes: [
      {
        when: "there is no role to take",
        change: { "app.iamInstanceProfile": ABSENT, "app.metadataOptions": ABSENT },
      },
      {
        when: "there is no metadata service",
        change: { "app.metadataOptions": { httpEndpoint: "disabled" } },
      },
      {
        when: "it starts no container",
        change: { "app.metadataOptions": ABSENT, "app.userData": base64("yum install nginx") },
      },
      { when: "it starts nothing", change: { "app.metadataOptions": ABSENT, "app.userData": ABSENT } },
      {
        when: "a firewall is in between",
        change: {
          "app.metadataOptions.httpPutResponseHopLimit": 2,
          "app.userData": base64("iptables -I DOCKER-USER -d 169.254.169.254 -j DROP\ndocker run shop:1"),
        },
      },
      { when: "the user data is known at one hop alone", change: { "app.userData": UNKNOWN } },
    ],
    fails: [
      {
        change: { "app.metadataOptions.httpPutResponseHopLimit": 2 },
        gives: [["app", "it starts containers, and metadataOptions.httpPutResponseHopLimit is 2", hopFix]],
      },
      {
        change: { "app.metadataOptions.httpTokens": "optional" },
        gives: [["app", "it starts containers, and metadataOptions.httpTokens is not required", hopFix]],
      },
      {
        change: { "app.metadataOptions": ABSENT },
        gives: [
          ["app", "it starts containers, and metadataOptions.httpPutResponseHopLimit is not set", hopFix],
        ],
      },
      {
        when: "an instance joins a cluster of ECS, in plain text",
        add: [
          resource("aws:ec2/instance:Instance", "host", {
            iamInstanceProfile: "ecs",
            userData: "#!/bin/bash\necho ECS_CLUSTER=shop >>/etc/ecs/ecs.config\n",
          }),
        ],
        gives: [
          ["host", "it starts containers, and metadataOptions.httpPutResponseHopLimit is not set", hopFix],
        ],
      },
    ],
    unknowns: [
      {
        change: { "app.metadataOptions.httpPutResponseHopLimit": UNKNOWN },
        gives: [["app", "metadataOptions.httpPutResponseHopLimit"]],
      },
      {
        change: { "app.metadataOptions.httpPutResponseHopLimit": 2, "app.userData": UNKNOWN },
        gives: [["app", "userData"]],
      },
    ],
  },
  {
    rule: lifecycleHookCompleted,
    compliant: [
      resource("aws:ec2/launchTemplate:LaunchTemplate", "template", {
        userData: completes(
          "until aws autoscaling record-lifecycle-action-heartbeat; do sleep 5; done",
          once,
        ),
      }),
      resource("aws:autoscaling/group:Group", "group", { launchTemplate: { id: ref("template") } }),
      resource("aws:autoscaling/lifecycleHook:LifecycleHook", "drained", {
        autoscalingGroupName: ref("group"),
        lifecycleTransition: "autoscaling:EC2_INSTANCE_TERMINATING",
        heartbeatTimeout: 90,
      }),
    ],
    passes: [
      {
        when: "it tries until it is accepted",
        change: { "template.userData": completes(`until ${once}; do sleep 5; done`) },
      },
      {
        when: "it is about launching",
        change: {
          "drained.lifecycleTransition": "autoscaling:EC2_INSTANCE_LAUNCHING",
          "template.userData": ABSENT,
        },
      },
      {
        when: "somebody else is told",
        change: { "drained.notificationTargetArn": ref("queue"), "template.userData": ABSENT },
      },
      {
        when: "a rule waits for it",
        change: { "template.userData": ABSENT },
        add: [
          resource("aws:cloudwatch/eventRule:EventRule", "terminations", {
            eventPattern: '{"detail-type":["EC2 Instance-terminate Lifecycle Action"]}',
          }),
        ],
      },
      { when: "the user data is not known yet", change: { "template.userData": UNKNOWN } },
    ],
    fails: [
      {
        when: "it is completed once, before it waits",
        change: { "template.userData": completes("sleep 30", once) },
        gives: [
          [
            "drained",
            "template completes it once, as soon as the target state says so: before it waits, which is refused, and then waits the whole 90 s",
            "try again until the completion is accepted",
          ],
        ],
      },
      {
        when: "nobody completes it",
        change: { "template.userData": runs },
        gives: [["drained", nothing, "complete it in the user data"]],
      },
      {
        when: "there is no user data",
        change: { "template.userData": ABSENT },
        gives: [["drained", nothing, "complete it in the user data"]],
      },
    ],
    unknowns: [
      { change: { "drained.lifecycleTransition": UNKNOWN }, gives: [["drained", "lifecycleTransition"]] },
      { change: { "drained.autoscalingGroupName": UNKNOWN }, gives: [["drained", "autoscalingGroupName"]] },
    ],
  },
];
