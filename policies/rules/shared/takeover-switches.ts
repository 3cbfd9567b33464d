/** Switches of traffic that are operated outside the region whose traffic they move. */
import type { Read } from "../../framework/field";
import type { Plan, PlannedResource } from "../../framework/planned";
import { HEALTH_CHECK, isOneOf, METRIC_ALARM, RECORD, REGION_SWITCH_PLAN } from "../../resources";
import { regionsBehind } from "./failover";
import { isMeasuredByAws } from "./metric-namespaces";

/** Where an S3 object or another service of one region is asked, that region's name is part of the host. */
const REGION_IN_HOST = /(?:^|[.-])([a-z]{2}(?:-[a-z]+)+-\d)(?=[.-]|$)/;

/**
 * Whether an inverted check is AWS's "standby takes over primary": it asks something in another region than every record that
 * depends on it leads to, and is healthy until that is there.
 * https://aws.amazon.com/blogs/networking-and-content-delivery/creating-disaster-recovery-mechanisms-using-amazon-route-53/
 */
export function isTakeoverSwitch(plan: Plan, check: PlannedResource): boolean {
  const inverted = check.inputs.at("invertHealthcheck").boolean();
  if (inverted.state !== "known" || !inverted.value) return false;
  const asks = regionsAsked(check);
  const records = plan
    .ofType(RECORD)
    .filter((record) => record.dependenciesOf("healthCheckId").includes(check));
  return (
    asks.length > 0 &&
    records.length > 0 &&
    records.every((record) => {
      const behind = regionsBehind(plan, record);
      return behind.length > 0 && asks.every((region) => !behind.includes(region));
    })
  );
}

function regionsAsked(check: PlannedResource): readonly string[] {
  const host = check.inputs.at("fqdn").string();
  const [, named] = host.state === "known" ? (REGION_IN_HOST.exec(host.value) ?? []) : [];
  if (named !== undefined) return [named];
  return ["fqdn", "ipAddress"]
    .flatMap((property) => check.dependenciesOf(property))
    .flatMap(({ region }) => (region.state === "known" ? [region.value] : []));
}

/**
 * Whether the traffic of `record`, once it was moved, stays away until somebody gives it back: it depends on a plan of Region
 * switch, on a routing control, on something made or an alarm rung in another region. Unknown where the plan does not say.
 */
export function staysAway(plan: Plan, record: PlannedResource): boolean | "unknown" {
  if (record.inputs.at("healthCheckId").state === "absent") return false;
  const sources = record.dependenciesOf("healthCheckId");
  if (sources.some(({ type }) => isOneOf(REGION_SWITCH_PLAN, type))) return true;
  const checks = sources.filter(({ type }) => isOneOf(HEALTH_CHECK, type));
  return checks.length === 0
    ? "unknown"
    : checks.some((check) => isOperated(plan, check, regionsBehind(plan, record)));
}

function isOperated(plan: Plan, check: PlannedResource, behind: readonly string[], depth = 3): boolean {
  const type = check.inputs.at("type").string();
  if (type.state === "known" && type.value === "RECOVERY_CONTROL") return true;
  if (isTakeoverSwitch(plan, check)) return true;
  const alarms = check
    .dependenciesOf("cloudwatchAlarmName")
    .filter((alarm) => isOneOf(METRIC_ALARM, alarm.type));
  if (alarms.length > 0) {
    return alarms.every(
      ({ region, inputs }) =>
        region.state === "known" &&
        !behind.includes(region.value) &&
        isWrittenByHand(inputs.at("namespace").string()),
    );
  }
  const children = check
    .dependenciesOf("childHealthchecks")
    .filter((child) => isOneOf(HEALTH_CHECK, child.type));
  // One child that stays off keeps the whole off only where all are needed; which are is told by the threshold.
  const threshold = check.inputs.at("childHealthThreshold").number();
  const all = threshold.state === "known" && threshold.value === children.length;
  return (
    depth > 0 &&
    all &&
    children.length > 0 &&
    children.some((child) => isOperated(plan, child, behind, depth - 1))
  );
}

function isWrittenByHand(namespace: Read<string>): boolean {
  return namespace.state === "known" && !isMeasuredByAws(namespace.value);
}
