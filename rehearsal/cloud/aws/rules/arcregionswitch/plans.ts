/** Plans of ARC Region switch. */
import type { AwsRefusalRule } from "../../refusal-rule";
import { block, blocks, json, isKnown, texts, text } from "../../../values";
import type { Props } from "../../../wire";
import { outputText } from "../../account";
import { blocksOf, regionsOf, workflowsOf } from "../../region-switch/plan";
import { types } from "../../type-tokens";
import { docs } from "../documentation";

const code = "ValidationException";
const createPlan = docs.regionSwitch("CreatePlan");

/** Keys of a map that is known. */
const keysOf = (config: Props | undefined, property: string): string[] =>
  Object.keys(block(config?.[property]));

export const regionSwitchPlans: readonly AwsRefusalRule[] = [
  {
    id: "region-switch-two-regions",
    types: [types.regionSwitchPlan],
    when: "apply",
    code,
    link: docs.regionSwitch("Plan"),
    refuse: ({ inputs }) =>
      !isKnown(inputs["regions"]) || regionsOf(inputs).length === 2
        ? undefined
        : `1 validation error detected: Value at 'regions' failed to satisfy constraint: Member must have length equal to 2, got ${regionsOf(inputs).length}`,
  },
  {
    id: "region-switch-name",
    types: [types.regionSwitchPlan],
    when: "apply",
    code,
    link: docs.regionSwitch("Plan"),
    refuse: ({ inputs }) => {
      const name = text(inputs["name"]);
      if (name === undefined || /^[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,30}[a-zA-Z0-9])?$/.test(name))
        return undefined;
      return `1 validation error detected: Value '${name}' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9](?:[a-zA-Z0-9-]{0,30}[a-zA-Z0-9])?`;
    },
  },
  {
    id: "region-switch-workflow-for-each-region",
    types: [types.regionSwitchPlan],
    when: "apply",
    code,
    link: "https://docs.aws.amazon.com/r53recovery/latest/dg/working-with-rs-workflows.html",
    refuse: ({ inputs }) => {
      if (!isKnown(inputs["workflows"])) return undefined;
      const activating = workflowsOf(inputs).filter(({ action }) => action === "activate");
      const missing = regionsOf(inputs).find(
        (region) =>
          !activating.some((workflow) => workflow.region === undefined || workflow.region === region),
      );
      return missing === undefined ? undefined : `The plan has no workflow that activates ${missing}`;
    },
  },
  {
    id: "region-switch-block-without-configuration",
    types: [types.regionSwitchPlan],
    when: "apply",
    code,
    link: docs.regionSwitch("Step"),
    refuse: ({ inputs }) => {
      const bare = blocksOf(inputs).find(({ config }) => config === undefined);
      return bare && `Step ${bare.name} has no configuration for an execution block of type ${bare.type}`;
    },
  },
  {
    id: "region-switch-replica-after-recovery-only",
    types: [types.regionSwitchPlan],
    when: "apply",
    code,
    link: "https://docs.aws.amazon.com/r53recovery/latest/dg/rds-create-cross-region-replica-block.html",
    refuse: ({ inputs }) => {
      const early = workflowsOf(inputs).find(
        ({ action, stages }) =>
          action !== "postRecovery" &&
          stages.flat().some(({ type }) => type === "RdsCreateCrossRegionReplica"),
      );
      return (
        early &&
        `RdsCreateCrossRegionReplica is only supported in a postRecovery workflow, not in ${early.action}`
      );
    },
  },
  {
    id: "region-switch-promotion-in-active-passive-only",
    types: [types.regionSwitchPlan],
    when: "apply",
    code,
    link: "https://docs.aws.amazon.com/r53recovery/latest/dg/rds-promote-read-replica-block.html",
    refuse: ({ inputs }) =>
      text(inputs["recoveryApproach"]) === "activeActive" &&
      blocksOf(inputs).some(({ type }) => /^Rds(Promote|Create)/.test(type))
        ? "Execution blocks that promote or create RDS replicas are only supported in active/passive plans"
        : undefined,
  },
  {
    id: "region-switch-database-of-each-region",
    types: [types.regionSwitchPlan],
    when: "apply",
    code,
    link: docs.regionSwitch("RdsPromoteReadReplicaConfiguration"),
    refuse: ({ inputs }) => {
      const regions = regionsOf(inputs);
      for (const { name, type, config } of blocksOf(inputs)) {
        if (!type.startsWith("Rds")) continue;
        const keys = keysOf(config, "dbInstanceArnMap");
        const missing = regions.find((region) => !keys.includes(region));
        if (missing !== undefined) return `Step ${name} has no DB instance ARN for ${missing}`;
        const wrong = regions.find((region) => {
          const arn = text(block(config?.["dbInstanceArnMap"])[region]);
          return arn !== undefined && arn.split(":")[3] !== region;
        });
        if (wrong !== undefined)
          return `Step ${name} has a DB instance ARN for ${wrong} that is in another Region`;
      }
      return undefined;
    },
  },
  {
    id: "region-switch-trigger-without-alarm",
    types: [types.regionSwitchPlan],
    when: "apply",
    code,
    link: docs.regionSwitch("Trigger"),
    refuse: ({ inputs }) => {
      const known = blocks(inputs["associatedAlarms"]).map(({ mapBlockKey }) => text(mapBlockKey));
      const conditions = blocks(inputs["triggers"]).map((trigger) => blocks(trigger["conditions"]));
      if (conditions.some(({ length }) => length < 1 || length > 10))
        return "1 validation error detected: Value at 'conditions' failed to satisfy constraint: Member must have 1 to 10 items";
      const stray = conditions
        .flat()
        .map(({ associatedAlarmName }) => text(associatedAlarmName))
        .find((name) => !known.includes(name));
      return stray === undefined
        ? undefined
        : `Trigger condition names ${stray}, which is no associated alarm`;
    },
  },
  {
    id: "region-switch-role-not-assumable",
    types: [types.regionSwitchPlan],
    when: "apply",
    code: "AccessDeniedException",
    link: createPlan,
    refuse: ({ account, inputs }) => {
      const arn = text(inputs["executionRole"]) ?? "";
      const trust = json(outputText(account.byArn(arn), "assumeRolePolicy"));
      const services = blocks(trust["Statement"]).flatMap(({ Principal }) => {
        const service = block(Principal)["Service"];
        return [...texts(service), ...(text(service) === undefined ? [] : [text(service)])];
      });
      return services.length === 0 || services.includes("arc-region-switch.amazonaws.com")
        ? undefined
        : `Region switch cannot assume the role ${arn}`;
    },
  },
];
