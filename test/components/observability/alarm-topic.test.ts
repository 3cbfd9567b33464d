import { describe, expect, test } from "@jest/globals";
import { AlarmTopic } from "../../../components/observability/alarm-topic";
import { outputOf, record } from "../../support/mocks";
import { strayResources } from "../../support/providers";

const notify = ["on-call@example.com", "ops@example.com"];
const topic = () => record(() => new AlarmTopic("alarms", { notify }));

describe("AlarmTopic", () => {
  test("creates exactly its parts", async () => {
    expect((await topic()).counts()).toEqual({
      "standfast:observability:AlarmTopic": 1,
      "aws:sns/topic:Topic": 1,
      "aws:sns/topicPolicy:TopicPolicy": 1,
      "aws:sns/topicSubscription:TopicSubscription": 2,
    });
  });

  test("is not encrypted at rest, for ElastiCache publishes to no topic that is", async () => {
    expect((await topic()).one("aws:sns/topic:Topic").inputs).toEqual({});
  });

  test("mails whoever is named", async () => {
    const run = await topic();
    expect(
      run
        .recorded("aws:sns/topicSubscription:TopicSubscription")
        .map(({ name, inputs }): [string, unknown] => [name, inputs]),
    ).toEqual(
      notify.map((endpoint) => [
        `alarms-${endpoint}`,
        { topic: "arn:aws:mock:::alarms-topic", protocol: "email", endpoint },
      ]),
    );
  });

  test("tells pagers, queues and functions, each by its protocol", async () => {
    const endpoints = [
      "https://pager.example.com/sns",
      "arn:aws:sqs:us-east-1:123456789012:pager",
      "arn:aws:lambda:us-east-1:123456789012:function:pager",
    ];
    const run = await record(() => new AlarmTopic("alarms", { notify: [], endpoints }));
    const subscriptions = run.recorded("aws:sns/topicSubscription:TopicSubscription");
    const inputs = subscriptions.map((subscription) => subscription.inputs);
    expect(inputs.toSorted((a, b) => String(a["protocol"]).localeCompare(String(b["protocol"])))).toEqual([
      {
        topic: "arn:aws:mock:::alarms-topic",
        protocol: "https",
        endpoint: endpoints[0],
        endpointAutoConfirms: true,
      },
      { topic: "arn:aws:mock:::alarms-topic", protocol: "lambda", endpoint: endpoints[2] },
      { topic: "arn:aws:mock:::alarms-topic", protocol: "sqs", endpoint: endpoints[1] },
    ]);
    expect(subscriptions.filter(({ name }) => !/^alarms-[0-9a-f]{12}$/.test(name))).toEqual([]);
  });

  test("lets AWS's services publish, each under the condition that it can fulfil", async () => {
    const { inputs } = (await topic()).one("aws:sns/topicPolicy:TopicPolicy");
    expect(inputs["arn"]).toBe("arn:aws:mock:::alarms-topic");
    const { Statement } = JSON.parse(inputs["policy"] as string) as { Statement: readonly object[] };
    const publish = { Effect: "Allow", Action: "sns:Publish", Resource: "arn:aws:mock:::alarms-topic" };
    const ofAccount = { StringEquals: { "aws:SourceAccount": "123456789012" } };
    expect(Statement).toEqual([
      {
        Sid: "Services",
        ...publish,
        Principal: { Service: ["cloudwatch.amazonaws.com", "events.rds.amazonaws.com", "s3.amazonaws.com"] },
        Condition: ofAccount,
      },
      {
        Sid: "Prometheus",
        ...publish,
        Action: ["sns:Publish", "sns:GetTopicAttributes"],
        Principal: { Service: "aps.amazonaws.com" },
        Condition: ofAccount,
      },
      {
        Sid: "Caches",
        ...publish,
        Principal: { AWS: "*" },
        Condition: { StringEquals: { "AWS:SourceOwner": "123456789012" } },
      },
      { Sid: "Events", ...publish, Principal: { Service: "events.amazonaws.com" } },
    ]);
  });

  test("is known once it may be published to", async () => {
    expect(await outputOf((await topic()).result.arn)).toBe("arn:aws:mock:::alarms-topic");
  });

  test("refuses an address twice", async () => {
    await expect(
      record(() => new AlarmTopic("alarms", { notify: ["a@example.com", "a@example.com"] })),
    ).rejects.toThrow(
      "notify must name each address once, got a@example.com, a@example.com; remove the repetition",
    );
  });

  test("uses the provider it is given for every resource", async () => {
    expect(await strayResources((opts) => new AlarmTopic("alarms", { notify }, opts))).toEqual([]);
  });
});
