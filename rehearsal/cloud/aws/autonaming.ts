import { createHash } from "node:crypto";
import { DEFAULTS_KEY, isDefaulted, userInputs, type CheckFailure } from "../package";
import { UNKNOWN, type Props, type Value } from "../wire";
import type { AwsResourceType } from "./resource-type";

/** Hexadecimal characters that Pulumi puts behind an automatic name, with the dash before them. */
const SUFFIX_LENGTH = 8;

export interface Autonamed {
  readonly inputs: Props;
  readonly failures: readonly CheckFailure[];
}

/** Fills in a name that was left out, as the provider's bridge does: the logical name and seven characters. */
export function autoname(
  resourceType: AwsResourceType,
  logicalName: string,
  inputs: Props,
  old: Props | undefined,
  randomSeed: Uint8Array,
): Autonamed {
  const given = userInputs(inputs);
  const rule = resourceType.autoname;
  if (!rule || given[rule.property] !== undefined || given[`${rule.property}Prefix`] !== undefined) {
    return { inputs: given, failures: [] };
  }
  const kept = old && isDefaulted(old, rule.property) ? old[rule.property] : undefined;
  if (kept !== undefined && kept !== UNKNOWN)
    return { inputs: defaulted(given, rule.property, kept), failures: [] };
  const prefix = (rule.prefix ?? "") + (rule.lowerCase ? logicalName.toLowerCase() : logicalName);
  if (prefix.length + SUFFIX_LENGTH > rule.maxLength) {
    const reason =
      `automatic name "${prefix}" plus ${SUFFIX_LENGTH} random characters is longer than the maximum length ` +
      `of ${rule.maxLength}; shorten the logical name or set ${rule.property}`;
    return { inputs: given, failures: [{ property: rule.property, reason }] };
  }
  const suffix = createHash("sha256")
    .update(randomSeed)
    .update(logicalName)
    .digest("hex")
    .slice(0, SUFFIX_LENGTH - 1);
  return { inputs: defaulted(given, rule.property, `${prefix}-${suffix}`), failures: [] };
}

function defaulted(inputs: Props, property: string, value: Value): Props {
  return { ...inputs, [property]: value, [DEFAULTS_KEY]: [property] };
}
