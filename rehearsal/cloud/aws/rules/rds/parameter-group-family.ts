import { named, text } from "../../../values";
import type { AwsChange } from "../../refusal-rule";
import { here, output } from "../references";

/**
 * What RDS answers when the parameter group of an instance or a cluster is of another major version than its engine.
 * @param property names the group. @param groupType type of such a group.
 */
export function unfitParameterGroup(
  change: AwsChange,
  property: string,
  groupType: string,
): string | undefined {
  const name = text(change.inputs[property]);
  const family = output(here(change, groupType, name), "family");
  const [, major] = /^(\d+)/.exec(named(change.inputs["engineVersion"])) ?? [];
  if (change.inputs["engine"] !== "postgres" || family === undefined || major === undefined) return undefined;
  if (family === `postgres${major}`) return undefined;
  return (
    `The Parameter Group ${named(name)} with DBParameterGroupFamily ${family} can't be used for this ` +
    `instance. Please use a Parameter Group with DBParameterGroupFamily postgres${major}`
  );
}
