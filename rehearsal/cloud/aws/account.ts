import type { CloudObject } from "../store";

/** The rest of the account, to look references up in. */
export interface AwsAccount {
  /** Objects of `type`, in every region, with `value` at `path` of their outputs, such as `defaultActions.type`. */
  having(type: string, path: string, value: string): readonly CloudObject[];
  /** The objects of `type` with this id, one for each region that has it. */
  withId(type: string, id: string): readonly CloudObject[];
  /** The object with this ARN, wherever it is. */
  byArn(arn: string): CloudObject | undefined;
}

/** An output that is text. */
export function outputText(object: CloudObject | undefined, property: string): string | undefined {
  const value = object?.outputs[property];
  return typeof value === "string" ? value : undefined;
}
