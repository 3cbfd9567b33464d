/** What moves traffic by command, and what starts that: alarms, and plans of ARC Region switch. */
import type { Field } from "../../framework/field";
import { METRIC_ALARM, REGION_SWITCH_PLAN } from "../../resources";
import { isMeasuredByAws } from "../../rules/shared/metric-namespaces";
import { describing, type Describe } from "./describe";
import { valueOf, type Reader } from "./reader";
import type { SwitchPlanFacts } from "./types";

/** CloudWatch's default. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html */
const DEFAULT_PERIOD_SECONDS = 60;

const alarm: Describe = (read) => {
  const period = read.number("period", DEFAULT_PERIOD_SECONDS);
  const periods = read.number("datapointsToAlarm", read.number("evaluationPeriods", undefined));
  const namespace = read.text("namespace");
  const isFormula = read.has("metricQueries");
  return {
    facts: {
      ...(period !== undefined &&
        periods !== undefined &&
        !isFormula && { check: { intervalSeconds: period, threshold: periods } }),
      rings: namespace === undefined || isMeasuredByAws(namespace) ? "by-itself" : "by-hand",
    },
  };
};

const plan: Describe = (read) => ({ facts: { switchPlan: switchPlanOf(read) } });

function switchPlanOf(read: Reader): SwitchPlanFacts {
  const activating = read
    .field("workflows")
    .items()
    .filter((workflow) => textAt(workflow, "workflowTargetAction") === "activate");
  return {
    stages: activating.flatMap((workflow) => workflow.at("steps").items().map(blocksOf)),
    isTriggered: read
      .field("triggers")
      .items()
      .some((trigger) => textAt(trigger, "action") === "activate"),
  };
}

/** The blocks of a step: one, or those that it runs side by side. */
function blocksOf(step: Field): readonly string[] {
  const beside = step
    .at("parallelConfigs")
    .items()
    .flatMap((parallel) => parallel.at("steps").items());
  return [step, ...beside].flatMap((each) => textAt(each, "executionBlockType") ?? []);
}

const textAt = (field: Field, key: string): string | undefined => valueOf(field.at(key).string());

export const switching: Readonly<Record<string, Describe>> = {
  ...describing(METRIC_ALARM, alarm),
  ...describing(REGION_SWITCH_PLAN, plan),
};
