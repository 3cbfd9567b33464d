import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { createHash } from "node:crypto";
import { Component } from "../kit/component";

export interface AlarmTopicArgs {
  /** Mail addresses; each has to confirm by the link that AWS sends. May be empty: a pager can subscribe later. */
  readonly notify: readonly string[];
  /**
   * https addresses that confirm a subscription by themselves, and ARNs of queues and functions that let the topic in.
   * @default []
   */
  readonly endpoints?: readonly string[];
}

/**
 * The topic of one region to which every alarm and event of that region goes.
 *
 * It is not encrypted at rest, on purpose: ElastiCache publishes to no encrypted topic, so a failover of the cache
 * would notify no one; with AWS's own key CloudWatch could not publish either, and with a key of ours the way on which
 * people are woken would need KMS and a right key policy. The messages name alarms and resources, hold no data, and
 * leave AWS as mail. Between AWS's services they travel over TLS.
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ElastiCacheSNS.html
 */
export class AlarmTopic extends Component {
  /** Known once its policy lets AWS's services publish: RDS and S3 try it when they are given the topic. */
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: AlarmTopicArgs, opts?: pulumi.ComponentResourceOptions) {
    super("observability:AlarmTopic", name, opts);
    for (const [key, listed] of Object.entries({ notify: args.notify, endpoints: args.endpoints ?? [] })) {
      this.require(
        new Set(listed).size === listed.length,
        `${key} must name each address once, got ${listed.join(", ")}; remove the repetition`,
      );
    }
    const topic = new aws.sns.Topic(this.childName("topic"), {}, this.child());
    const policy = new aws.sns.TopicPolicy(
      this.childName("policy"),
      {
        arn: topic.arn,
        policy: pulumi.jsonStringify({ Version: "2012-10-17", Statement: publishers(topic) }),
      },
      this.child(),
    );
    for (const endpoint of args.notify) {
      new aws.sns.TopicSubscription(
        this.childName(endpoint),
        { topic: topic.arn, protocol: "email", endpoint },
        this.child(),
      );
    }
    for (const endpoint of args.endpoints ?? []) {
      const [, service = "https"] = /^arn:[^:]+:([^:]+):/.exec(endpoint) ?? [];
      new aws.sns.TopicSubscription(
        // Neither an address nor an ARN is fit to be a part of a name.
        this.childName(createHash("sha256").update(endpoint).digest("hex").slice(0, 12)),
        {
          topic: topic.arn,
          protocol: service,
          endpoint,
          ...(service === "https" && { endpointAutoConfirms: true }),
        },
        this.child(),
      );
    }
    this.arn = pulumi.all([topic.arn, policy.id]).apply(([arn]) => arn);
    this.registerOutputs({ arn: this.arn });
  }
}

function publishers({ arn, owner }: aws.sns.Topic): object[] {
  const publish = { Effect: "Allow", Action: "sns:Publish", Resource: arn };
  return [
    {
      Sid: "Services",
      ...publish,
      Principal: { Service: ["cloudwatch.amazonaws.com", "events.rds.amazonaws.com", "s3.amazonaws.com"] },
      Condition: { StringEquals: { "aws:SourceAccount": owner } },
    },
    {
      Sid: "Prometheus",
      ...publish,
      Action: ["sns:Publish", "sns:GetTopicAttributes"],
      Principal: { Service: "aps.amazonaws.com" },
      Condition: { StringEquals: { "aws:SourceAccount": owner } },
    },
    {
      // Of all conditions, ElastiCache and MemoryDB only fulfil this one.
      // https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ECEvents.SNS.html
      Sid: "Caches",
      ...publish,
      Principal: { AWS: "*" },
      Condition: { StringEquals: { "AWS:SourceOwner": owner } },
    },
    {
      // EventBridge fulfils no condition at all.
      // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-sns-permissions
      Sid: "Events",
      ...publish,
      Principal: { Service: "events.amazonaws.com" },
    },
  ];
}
