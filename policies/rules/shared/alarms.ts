/** What alarms name, and by what they are named. */
import type { Plan, PlannedResource } from "../../framework/planned";
import { COMPOSITE_ALARM, METRIC_ALARM } from "../../resources";

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
/** The same of the members of a cluster, which have no resources of their own. */
const MEMBERS = ["memberClusters", "clusterMembers"];

/** Every name of the plan that a dimension may have, as far as names are known. */
export function namesIn(plan: Plan): ReadonlySet<string> {
  return new Set(
    plan.resources.flatMap(({ props }) =>
      [...NAMES.map((key) => props.at(key)), ...MEMBERS.flatMap((key) => props.at(key).items())].flatMap(
        (field) => {
          const read = field.string();
          return read.state === "known" ? [read.value, lastPartOf(read.value)] : [];
        },
      ),
    ),
  );
}

/** Of an ARN, the id: not every engine shows policies the id itself. */
function lastPartOf(name: string): string {
  return name.startsWith("arn:") ? (name.split(/[:/]/).at(-1) ?? name) : name;
}

/** The names and ARNs of a plan's alarms. @returns complete: whether there is no other. */
export function alarmNames(plan: Plan): { readonly names: ReadonlySet<string>; readonly complete: boolean } {
  const reads = plan
    .ofType([...METRIC_ALARM, ...COMPOSITE_ALARM])
    .flatMap(({ props }) => [props.at("name").string(), props.at("arn").string()]);
  return {
    names: new Set(reads.flatMap((read) => (read.state === "known" ? [read.value] : []))),
    complete: reads.every((read) => read.state === "known" || !read.path.endsWith("name")),
  };
}

/** The alarms that the rule of a composite alarm names, such as `ALARM("db-down") AND NOT OK(lag)`. */
export function alarmsIn(rule: string): readonly string[] {
  return [...rule.matchAll(/\b(?:ALARM|OK|INSUFFICIENT_DATA)\s*\(\s*(?:"([^"]+)"|([^\s")]+))\s*\)/g)].map(
    ([, quoted, bare]) => quoted ?? bare ?? "",
  );
}

/** Whether a composite alarm of the plan watches `alarm`, and so tells people of it. */
export function isWatched(plan: Plan, alarm: PlannedResource): boolean {
  const name = alarm.props.at("name").string();
  return plan.ofType(COMPOSITE_ALARM).some((composite) => {
    const rule = composite.inputs.at("alarmRule").string();
    return (
      composite.dependenciesOf("alarmRule").includes(alarm) ||
      (rule.state === "known" && name.state === "known" && alarmsIn(rule.value).includes(name.value))
    );
  });
}
