/**
 * Whether a web firewall lets a request through: rule by rule in the order of their priorities, as AWS WAF does.
 * https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-processing.html
 */
import type { Field } from "../../framework/field";
import type { PlannedResource } from "../../framework/planned";
import type { TruthValue } from "../../rules/shared/pods";
import { valueOf } from "../graph/reader";
import { answered, refused, unsure } from "./answers";
import { MANAGED_RULES } from "./managed-rules";
import { statementMatches } from "./firewall-statements";
import type { Answer, ProbeRequest } from "./types";

type Action = "allow" | "block" | "count" | "unknown";

/** What one rule does with the request. */
interface Effect {
  readonly matches: TruthValue;
  readonly action: Action;
  readonly because: string;
  readonly fix: string;
}

export function throughFirewall(request: ProbeRequest, acl: PlannedResource): Answer {
  if (request.protocol === "tcp") return answered();
  const rules = acl.inputs.at("rules");
  if (rules.state === "unknown") return unsure(`the rules of ${acl.name}`);
  let doubt: Answer | undefined;
  for (const { matches, action, because, fix } of effectsOf(request, rules)) {
    if (matches === false || action === "count") continue;
    const certain = matches === true && action !== "unknown";
    if (!certain) doubt ??= unsure(`whether ${acl.name} blocks it, which it does if ${because}`);
    else if (action === "block") return doubt ?? refused(acl, `${acl.name} blocks it: ${because}`, fix);
    else return doubt ?? answered(acl.name);
  }
  if (doubt !== undefined) return doubt;
  return acl.inputs.at("defaultAction.block").state === "absent"
    ? answered(acl.name)
    : refused(acl, `${acl.name} blocks what no rule allows`, "add a rule that allows its path");
}

function effectsOf(request: ProbeRequest, rules: Field): readonly Effect[] {
  const byPriority = rules
    .items()
    .map((rule) => ({ rule, priority: valueOf(rule.at("priority").number()) ?? 0 }))
    .sort((a, b) => a.priority - b.priority);
  return byPriority.flatMap(({ rule }) => {
    const group = rule.at("statement.managedRuleGroupStatement");
    return group.state === "known" ? managedEffects(request, rule, group) : [ownEffect(request, rule)];
  });
}

function ownEffect(request: ProbeRequest, rule: Field): Effect {
  const name = nameOf(rule);
  return {
    matches: statementMatches(rule.at("statement"), request),
    // A group of own rules says in its override whether its actions count.
    action: rule.at("overrideAction.count").state === "known" ? "count" : actionOf(rule.at("action")),
    because: `its rule ${name} matches the request`,
    fix: `let the request pass the rule ${name}`,
  };
}

function managedEffects(request: ProbeRequest, rule: Field, group: Field): readonly Effect[] {
  if (rule.at("overrideAction.count").state === "known") return [];
  const name = valueOf(group.at("name").string()) ?? "(unknown)";
  const scope = group.at("scopeDownStatement");
  const within = scope.state === "absent" ? true : statementMatches(scope, request);
  if (within === false) return [];
  const known = valueOf(group.at("vendorName").string()) === "AWS" ? MANAGED_RULES[name] : undefined;
  if (known === undefined) {
    const because = `the managed group ${name} judges it`;
    return [{ matches: "unknown", action: "block", because, fix: "" }];
  }
  const overrides = group.at("ruleActionOverrides").items();
  const excluded = group.at("excludedRules").items();
  return known.flatMap(({ name: one, matches, because, fix }) => {
    if (excluded.some((each) => valueOf(each.at("name").string()) === one)) return [];
    const override = overrides.find((each) => valueOf(each.at("name").string()) === one);
    return [
      {
        matches: within === true ? matches(request) : matches(request) && "unknown",
        action: override ? actionOf(override.at("actionToUse")) : "block",
        because: `${because} (${one} of ${name})`,
        fix,
      },
    ];
  });
}

/** Puzzles and challenges are for browsers: whoever cannot solve them is refused. */
function actionOf(action: Field): Action {
  if (action.state !== "known") return "unknown";
  const [kind = ""] = action.keys().filter((key) => action.at(key).state !== "absent");
  if (kind === "captcha" || kind === "challenge") return "block";
  return kind === "allow" || kind === "block" || kind === "count" ? kind : "unknown";
}

function nameOf(rule: Field): string {
  return valueOf(rule.at("name").string()) ?? rule.path;
}
