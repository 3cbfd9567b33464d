/** Functions by which the provider checks a value and that are more than a pattern, written again. */
import { isIP, isIPv4, isIPv6 } from "node:net";
import type { Value } from "../../wire";

/** @returns what is wrong and what to do, to follow the name of the property; the value is told by others. */
type ValueCheck = (value: string, args: readonly number[]) => string | undefined;

const must = (holds: boolean, what: string): string | undefined => (holds ? undefined : `must be ${what}`);

/** Four parts may be empty, the partition and the resource not. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
const ARN = /^arn:aws(-[a-z]+)*:[^:]*:([^:]*):([^:]*):.+$/s;
const REGION = /^[a-z]{2}(-[a-z]+)+-\d{1,2}$/;
const ACCOUNT = /^(aws|aws-managed|third-party|aws-marketplace|partner-managed|\d{12}|cw.{10})$/;

function isArn(value: string): boolean {
  if (value === "") return true;
  const [, , region = "", account = ""] = ARN.exec(value) ?? [];
  return (
    ARN.test(value) && (region === "" || REGION.test(region)) && (account === "" || ACCOUNT.test(account))
  );
}

function isJson(value: string): boolean {
  try {
    JSON.parse(value);
    return true;
  } catch {
    return false;
  }
}

/** Whether it is the address of a network: no bit is set behind the prefix. */
function isNetwork(value: string, family: (address: string) => boolean): boolean {
  const [address = "", prefix = "", ...rest] = value.split("/");
  if (rest.length > 0 || !family(address) || !/^\d{1,3}$/.test(prefix)) return false;
  const bits = isIPv4(address) ? 32 : 128;
  if (Number(prefix) > bits) return false;
  const behind = BigInt(bits - Number(prefix));
  return ((isIPv4(address) ? v4(address) : v6(address)) & ((1n << behind) - 1n)) === 0n;
}

function v4(address: string): bigint {
  return address.split(".").reduce((sum, part) => sum * 256n + BigInt(part), 0n);
}

function v6(address: string): bigint {
  const [head = "", tail] = address.split("::");
  const groups = (text: string) => (text === "" ? [] : text.split(":"));
  const [first, last] = [groups(head), groups(tail ?? "")];
  const filled = tail === undefined ? first : [...first, ...zeros(8 - first.length - last.length), ...last];
  return filled.reduce((sum, group) => sum * 65_536n + BigInt(`0x${group}`), 0n);
}

function zeros(count: number): string[] {
  return Array.from({ length: count }, () => "0");
}

const isAddress = (address: string) => isIP(address) !== 0;
const isTime = (value: string) =>
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/.test(value) &&
  !Number.isNaN(Date.parse(value));
const isWhole = (value: string) => /^[+-]?\d+$/.test(value);
const isBoolean = (value: string) => /^(1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)?$/.test(value);

const arn: ValueCheck = (value) =>
  must(isArn(value), "an ARN, such as arn:aws:sns:us-east-1:123456789012:alarms");
const json: ValueCheck = (value) => must(isJson(value), "JSON");
const time: ValueCheck = (value) => must(isTime(value), "a time such as 2026-01-31T12:00:00Z (RFC 3339)");
const network = (family: (address: string) => boolean, name: string): ValueCheck => {
  return (value) => must(isNetwork(value, family), `a network of ${name}, with no bit set behind its prefix`);
};

const checks: Readonly<Record<string, ValueCheck>> = {
  "validation.NoZeroValues": (value) => must(value !== "" && value !== "0", "other than empty or zero"),
  "validation.StringIsJSON": json,
  "validation.IsRFC3339Time": time,
  "validation.IsIPv4Address": (value) => must(isIPv4(value), "an IPv4 address"),
  "validation.IsIPv6Address": (value) => must(isIPv6(value), "an IPv6 address"),
  "validation.IsIPAddress": (value) => must(isAddress(value), "an IP address"),
  "validation.IsCIDRNetwork": (value, [shortest = 0, longest = 128]) => {
    const prefix = Number(value.split("/")[1]);
    const holds = isNetwork(value, isAddress) && prefix >= shortest && prefix <= longest;
    return must(holds, `a network with a prefix of ${shortest} to ${longest}`);
  },
  "nullable.ValidateTypeStringNullableBool": (value) => must(isBoolean(value), "true or false"),
  "nullable.ValidateTypeStringNullableFloat": (value) =>
    must(value === "" || !Number.isNaN(Number(value)), "a number"),
  "nullable.ValidateTypeStringNullableIntAtLeast": (value, [least = 0]) =>
    must(value === "" || (isWhole(value) && Number(value) >= least), `a whole number, ${least} or more`),
  "nullable.ValidateTypeStringNullableIntBetween": (value, [least = 0, most = 0]) =>
    must(
      value === "" || (isWhole(value) && Number(value) >= least && Number(value) <= most),
      `a whole number between ${least} and ${most}`,
    ),
  "verify.FloatGreaterThan": (value, [bound = 0]) => must(Number(value) > bound, `more than ${bound}`),
  "verify.ValidARNCheck": arn,
  "types.arnType": arn,
  "validators.arnValidator": arn,
  "validators.ipv4CIDRNetworkAddressValidator": network(isIPv4, "IPv4"),
  "validators.ipv6CIDRNetworkAddressValidator": network(isIPv6, "IPv6"),
  "timetypes.RFC3339Type": time,
  "verify.ValidUTCTimestamp": (value) =>
    must(/Z$/.test(value) && isTime(value), "a time such as 2026-01-31T12:00:00Z"),
  "verify.ValidBase64String": (value) =>
    must(/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(value), "encoded in base64"),
  "verify.ValidCIDRNetworkAddress": network(isAddress, "IPv4 or IPv6"),
  "verify.ValidIPv4CIDRNetworkAddress": network(isIPv4, "IPv4"),
  "verify.ValidIPv6CIDRNetworkAddress": network(isIPv6, "IPv6"),
  "verify.ValidIAMPolicyJSON": (value) =>
    must(value.trim().startsWith("{") && isJson(value), "a policy document, a JSON object"),
};

/** The names of the functions that are written again. */
export const functionNames: readonly string[] = Object.keys(checks);

export function complaintOfFunction(name: string, args: readonly number[], value: Value): string | undefined {
  if (typeof value === "object") return undefined;
  return checks[name]?.(typeof value === "string" ? value : JSON.stringify(value), args);
}
