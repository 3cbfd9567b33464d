import type { Field } from "../../framework/field";
import type { Plan, PlannedResource } from "../../framework/planned";
import { stackRule } from "../../framework/rule";
import { fail, judge, pass, unknown, type PolicyVerdict } from "../../framework/verdict";
import { alarmNames, alarmsIn, namesIn } from "../shared/alarms";
import { COMPOSITE_ALARM, METRIC_ALARM } from "../../resources";

/** Dimensions that tell a part or a kind of a thing, and no thing. */
const QUALIFIERS =
  /^(AvailabilityZone|Region|StorageType|FilterId|Operation|Rule|Class|Resource|ResourceType|Service|Type|Stage|Method|StepName|SourceBucket|RuleId|DestinationBucket|CacheNodeId|ClientId|Role|EngineName|DatabaseClass|SourceRegion|Target|TargetRole|Country|Attack)$/;

/** Others, such as AWS/RDS and AWS/Lambda, also have metrics of everything together. */
const NEVER_TOGETHER =
  /^AWS\/(ApplicationELB|AutoScaling|CloudFront|ECS|EFS|ELB|ElastiCache|GatewayELB|MemoryDB|NATGateway|NetworkELB|Route53|S3|SNS|SQS|WAFV2)$/;

/** Services that report to one region only, wherever what they watch is. */
const MEASURED_IN: Readonly<Record<string, string>> = {
  // https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/monitoring-cloudwatch.html
  "AWS/Route53": "us-east-1",
  // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/monitoring-using-cloudwatch.html
  "AWS/CloudFront": "us-east-1",
};

export const deadAlarm = stackRule({
  id: "dead-alarm",
  title: "An alarm watches something that exists",
  group: "operability",
  severity: "high",
  level: "advisory",
  types: [...METRIC_ALARM, ...COMPOSITE_ALARM],
  rationale:
    "An alarm whose dimensions match no metric stays in INSUFFICIENT_DATA for ever, and no one notices.",
  link: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html",
  remediation: "Take the dimension's value from the resource itself, such as its arnSuffix.",
  matches: { wellArchitected: ["REL11-BP01"] },
  evaluate: (plan) => {
    const names = namesIn(plan);
    return [
      ...plan
        .ofType(METRIC_ALARM)
        .flatMap((alarm) =>
          metricsOf(alarm).flatMap((metric) => judgeMetric(alarm, metric, (name) => names.has(name))),
        ),
      ...plan.ofType(COMPOSITE_ALARM).flatMap((alarm) => judgeComposite(plan, alarm)),
    ];
  },
});

/** What an alarm measures, by itself or as a part of a formula. */
interface Measured {
  readonly namespace: Field;
  readonly dimensions: Field;
}

function metricsOf({ inputs }: PlannedResource): readonly Measured[] {
  const queried = inputs
    .at("metricQueries")
    .items()
    .map((query) => query.at("metric"))
    // The others are formulas.
    .filter(({ state }) => state !== "absent");
  const fields = inputs.at("metricQueries").state === "absent" ? [inputs] : queried;
  return fields.map((field) => ({ namespace: field.at("namespace"), dimensions: field.at("dimensions") }));
}

function judgeMetric(
  alarm: PlannedResource,
  { namespace, dimensions }: Measured,
  exists: (name: string) => boolean,
): readonly PolicyVerdict[] {
  const read = namespace.string();
  if (read.state === "unknown") return [unknown(read.path, alarm)];
  // Only AWS's own metrics are sure to have dimensions; what a program measures itself is its own affair.
  if (read.state === "absent" || !/^(AWS\/|CloudWatchSynthetics$)/.test(read.value)) return [pass];
  const home = MEASURED_IN[read.value];
  if (home !== undefined && alarm.region.state === "known" && alarm.region.value !== home) {
    return [
      fail(
        `${read.value} reports to ${home}, and the alarm is in ${alarm.region.value}`,
        `make it in ${home}`,
        alarm,
      ),
    ];
  }
  if (dimensions.state === "unknown") return [unknown(dimensions.path, alarm)];
  if (dimensions.keys().length === 0) {
    return NEVER_TOGETHER.test(read.value)
      ? [fail(`it watches ${read.value} without dimensions`, "name the resource in dimensions", alarm)]
      : [pass];
  }
  return dimensions
    .keys()
    .filter((name) => !QUALIFIERS.test(name))
    .map((name) => judgeDimension(alarm, name, dimensions.key(name), exists));
}

/** A value that is not known yet comes from a resource of the plan, or from nowhere. */
function judgeDimension(
  alarm: PlannedResource,
  name: string,
  value: Field,
  exists: (name: string) => boolean,
): PolicyVerdict {
  const read = value.string();
  if (read.state !== "known") {
    const [property = ""] = value.path.split(/[.[]/);
    return alarm.dependenciesOf(property).length > 0 ? pass : unknown(read.path, alarm);
  }
  return exists(read.value)
    ? pass
    : fail(
        `its dimension ${name} names nothing in this plan`,
        "take the value from the resource that it watches",
        alarm,
      );
}

/** A composite alarm watches other alarms, by the names in its rule. */
function judgeComposite(plan: Plan, alarm: PlannedResource): readonly PolicyVerdict[] {
  return judge(alarm.inputs.at("alarmRule").string(), {
    known: (rule) => {
      const known = alarmNames(plan);
      const stray = alarmsIn(rule).filter((name) => !known.names.has(name));
      if (stray.length === 0) return pass;
      return known.complete
        ? fail(
            `its alarmRule names ${stray.join(", ")}, which is no alarm of this plan`,
            "take the names from the alarms themselves",
            alarm,
          )
        : unknown(`whether ${stray.join(", ")} is an alarm of this plan`, alarm);
    },
    absent: (path) => fail(`${path} is not set`, "name the alarms that it watches", alarm),
  }).map((verdict) =>
    // An unknown rule is made of the names of what it depends on.
    verdict.kind === "unknown" && verdict.urn === undefined
      ? alarm.dependenciesOf("alarmRule").length > 0
        ? pass
        : { ...verdict, urn: alarm.urn }
      : verdict,
  );
}
