import type { Field } from "../../framework/field";
import type { Plan, PlannedResource } from "../../framework/planned";
import { stackRule } from "../../framework/rule";
import { fail, pass, unknown, type Verdict } from "../../framework/verdict";
import { METRIC_ALARM } from "../tokens";

/** The outputs by which CloudWatch names what it measures. */
const NAMES = [
  "id",
  "name",
  "arn",
  "arnSuffix",
  "identifier",
  "bucket",
  "clusterIdentifier",
  "clusterName",
  "replicationGroupId",
  "cacheClusterId",
];

/** Dimensions that tell a part or a kind of a thing, and no thing. */
const QUALIFIERS =
  /^(AvailabilityZone|Region|StorageType|FilterId|Operation|Rule|Class|Resource|Service|Type|Stage|Method|SourceBucket|RuleId|DestinationBucket|CacheNodeId|ClientId|Role|EngineName|SourceRegion)$/;

export const deadAlarm = stackRule({
  id: "dead-alarm",
  title: "An alarm watches something that exists",
  group: "operability",
  severity: "high",
  level: "advisory",
  types: METRIC_ALARM,
  rationale:
    "An alarm whose dimensions match no metric stays in INSUFFICIENT_DATA for ever, and nobody notices.",
  link: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html",
  remediation: "Take the dimension's value from the resource itself, such as its arnSuffix.",
  matches: {},
  evaluate: (plan) => plan.ofType(METRIC_ALARM).flatMap((alarm) => judgeAlarm(plan, alarm)),
});

function judgeAlarm(plan: Plan, alarm: PlannedResource): readonly Verdict[] {
  const namespace = alarm.inputs.at("namespace").string();
  // Only AWS's own metrics are sure to have dimensions; what a program measures itself is its own affair.
  if (namespace.state !== "known" || !namespace.value.startsWith("AWS/")) {
    return namespace.state === "unknown" ? [unknown(namespace.path, alarm)] : [pass];
  }
  const dimensions = alarm.inputs.at("dimensions");
  if (dimensions.state === "unknown") return [unknown(dimensions.path, alarm)];
  if (dimensions.keys().length === 0) {
    return [
      fail(`it watches ${namespace.value} without dimensions`, "name the resource in dimensions", alarm),
    ];
  }
  return dimensions
    .keys()
    .filter((name) => !QUALIFIERS.test(name))
    .map((name) => judgeDimension(plan, alarm, name, dimensions.key(name)));
}

/** A value that is not known yet comes from a resource; one that is known must be the name of one. */
function judgeDimension(plan: Plan, alarm: PlannedResource, name: string, value: Field): Verdict {
  const read = value.string();
  if (read.state !== "known") {
    return alarm.dependenciesOf("dimensions").length > 0 ? pass : unknown(read.path, alarm);
  }
  const names = plan.resources.some(({ props }) =>
    NAMES.some((key) => {
      const own = props.at(key).string();
      return own.state === "known" && own.value === read.value;
    }),
  );
  return names
    ? pass
    : fail(
        `its dimension ${name} names nothing in this plan`,
        "take the value from the resource that it watches",
        alarm,
      );
}
