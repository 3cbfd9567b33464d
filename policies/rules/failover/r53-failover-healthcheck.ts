import type { Plan } from "../../framework/planned";
import { stackRule } from "../../framework/rule";
import { fail, pass, unknown, type PolicyVerdict } from "../../framework/verdict";
import { failoverSets, type FailoverSet, type FailoverMember } from "../shared/failover";
import { HEALTH_CHECK, isOneOf, RECORD, REGION_SWITCH_PLAN } from "../../resources";

export const r53FailoverHealthcheck = stackRule({
  id: "r53-failover-healthcheck",
  title: "Each answer of a failover is checked, by a check of its own or by its target's health",
  group: "failover",
  severity: "critical",
  level: "mandatory",
  types: RECORD,
  rationale:
    "An answer that nothing checks is healthy for ever; with a shared check all fall out together. The last one of a pair needs none: nothing comes after it.",
  link: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-types.html",
  remediation:
    "Set healthCheckId, to a different check for each, or evaluateTargetHealth of an alias of a load balancer or of another name.",
  matches: {
    wellArchitected: ["REL11-BP01", "REL11-BP02"],
    trustedAdvisor: ["Amazon Route 53 Deleted Health Checks"],
  },
  evaluate: (plan) =>
    failoverSets(plan).flatMap((set) => [
      ...set.members.map((member) => present(set, member)),
      ...shared(plan, set),
    ]),
});

function present({ name, routing }: FailoverSet, { record, role }: FailoverMember): PolicyVerdict {
  const check = record.inputs.at("healthCheckId");
  // An unknown id is the id of a check that this plan makes, or gets.
  if (check.state !== "absent" || role === "SECONDARY") return pass;
  const targets = record.inputs
    .at("aliases")
    .items()
    .map((alias) => alias.at("evaluateTargetHealth").boolean());
  const evaluates = targets.some((target) => target.state === "known" && target.value);
  if (evaluates) return pass;
  return fail(
    `the ${role ?? routing} answer of ${name} has no healthCheckId, and does not evaluate its target's health`,
    "set healthCheckId to a check of its target",
    record,
  );
}

function shared(plan: Plan, { name, members }: FailoverSet): readonly PolicyVerdict[] {
  const seen = new Map<unknown, FailoverMember>();
  const verdicts: PolicyVerdict[] = [];
  for (const member of members) {
    const { record } = member;
    if (record.inputs.at("healthCheckId").state === "absent") continue;
    // A plan of Region switch gives each region a check of its own.
    if (record.dependenciesOf("healthCheckId").some(({ type }) => isOneOf(REGION_SWITCH_PLAN, type)))
      continue;
    const check = plan.references(record, "healthCheckId", HEALTH_CHECK);
    const id = record.inputs.at("healthCheckId").string();
    const key = check.state === "known" ? check.value[0] : id.state === "known" ? id.value : undefined;
    if (key === undefined) verdicts.push(unknown("which check healthCheckId is", record));
    else if (seen.has(key)) {
      const other = seen.get(key)?.record.name ?? "";
      verdicts.push(
        fail(`${name} is answered by it and by ${other} with one health check`, "give each its own", record),
      );
    } else seen.set(key, member);
  }
  return verdicts;
}
