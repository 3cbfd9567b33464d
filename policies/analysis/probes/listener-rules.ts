/** Which rule of a listener takes a request, and what its action makes of it. */
import type { Field } from "../../framework/field";
import { glob } from "../../framework/glob";
import type { PlannedResource } from "../../framework/planned";
import { LISTENER, LISTENER_RULE, TARGET_GROUP } from "../../resources";
import { any, every, type TruthValue } from "../../rules/shared/pods";
import { valueOf } from "../graph/reader";
import { answered, everyOf, oneOf, refused, unsure } from "./answers";
import { mayHave } from "./headers";
import { atTargets } from "./targets";
import type { Answer, Asking, HeaderValue, ProbeRequest } from "./types";
import type { Walk } from "./walk";

/** The first rule that matches, else the listener's default; where one may match, both it and the rest are tried. */
export function afterListener(
  walk: Walk,
  asking: Asking,
  balancer: PlannedResource,
  listener: PlannedResource,
): Answer {
  const rules = walk.links
    .to(listener, LISTENER_RULE, "listenerArn", LISTENER)
    .map((rule) => ({ rule, priority: valueOf(rule.inputs.at("priority").number()) ?? Infinity }))
    .sort((a, b) => a.priority - b.priority);
  const possible: Answer[] = [];
  const doubted: string[] = [];
  for (const { rule } of rules) {
    const matches = ruleMatches(walk, rule, asking.request);
    if (matches === false) continue;
    possible.push(perform(walk, asking, { balancer, by: rule, property: "actions" }));
    if (matches === true) return oneOf(possible, `whether it matches ${doubted.join(" or ")}`);
    doubted.push(rule.name);
  }
  possible.push(perform(walk, asking, { balancer, by: listener, property: "defaultActions" }));
  return oneOf(possible, `whether it matches ${doubted.join(" or ")}`);
}

function ruleMatches(walk: Walk, rule: PlannedResource, request: ProbeRequest): TruthValue {
  const conditions = rule.inputs.at("conditions");
  if (conditions.state === "unknown") return "unknown";
  return every(conditions.items().map((condition) => conditionMatches(walk, rule, condition, request)));
}

function conditionMatches(
  { links }: Walk,
  rule: PlannedResource,
  condition: Field,
  request: ProbeRequest,
): TruthValue {
  const [kind = ""] = condition.keys().filter((key) => condition.at(key).state !== "absent");
  const values = condition.at(kind).at("values").items();
  const text = (given: string | undefined, ignoreCase: boolean): TruthValue =>
    given === undefined ? "unknown" : any(values.map((value) => fits(value, given, ignoreCase)));
  switch (kind) {
    case "pathPattern":
      return text(request.path, false);
    case "hostHeader":
      return text(request.host, true);
    case "httpRequestMethod":
      return text(request.method, false);
    case "httpHeader": {
      const name = valueOf(condition.at("httpHeader.httpHeaderName").string())?.toLowerCase();
      if (name === undefined) return "unknown";
      const sent = request.headers.get(name);
      if (sent === undefined) return mayHave(request, name) && "unknown";
      const sources = links.sourcesOf(rule, "conditions");
      return any(values.map((value) => isSame(value, sources, sent)));
    }
    default:
      return "unknown";
  }
}

/** Patterns have * for any text and ? for any character; only paths are compared by case. */
function fits(value: Field, given: string, ignoreCase: boolean): TruthValue {
  const read = value.string();
  if (read.state !== "known") return "unknown";
  const fold = (text: string): string => (ignoreCase ? text.toLowerCase() : text);
  return pattern(fold(read.value)).test(fold(given));
}

function pattern(text: string): RegExp {
  return new RegExp(glob(text).source.replaceAll("\\?", "."), "s");
}

/** Whether two header values are one: as they are written, or made from the same resource where they are not known yet. */
function isSame(value: Field, sources: readonly string[], sent: HeaderValue): TruthValue {
  const read = value.string();
  if (read.state === "known" && sent.text !== undefined) return pattern(read.value).test(sent.text);
  return sent.sources.some((source) => sources.includes(source)) || "unknown";
}

interface ActionPlace {
  readonly balancer: PlannedResource;
  readonly by: PlannedResource;
  readonly property: "actions" | "defaultActions";
}

function perform(walk: Walk, asking: Asking, { balancer, by, property }: ActionPlace): Answer {
  const actions = by.inputs.at(property).items();
  const [first] = actions.filter((action) => valueOf(action.at("type").string()) !== "authenticate-oidc");
  if (first === undefined) return unsure(`the actions of ${by.name}`);
  if (actions.length > 1 && actions[0] !== first) return atStatus(asking, by, 302, "which sends to a login");
  switch (valueOf(first.at("type").string())) {
    case "forward": {
      const groups = walk.links.from(by, property, TARGET_GROUP);
      if (groups.length === 0) return unsure(`the target group of ${by.name}`);
      return everyOf(groups.map((group) => atTargets(walk, asking, balancer, group)));
    }
    case "fixed-response":
      return atStatus(
        asking,
        by,
        valueOf(first.at("fixedResponse.statusCode").number()),
        "without asking a target",
      );
    case "redirect": {
      const status = valueOf(first.at("redirect.statusCode").string());
      return atStatus(asking, by, status === "HTTP_301" ? 301 : 302, "a redirect");
    }
    case "authenticate-cognito":
      return atStatus(asking, by, 302, "which sends to a login");
    case undefined:
    default:
      return unsure(`the actions of ${by.name}`);
  }
}

function atStatus(
  { request, accepts }: Asking,
  by: PlannedResource,
  status: number | undefined,
  because: string,
): Answer {
  if (request.protocol === "tcp") return answered(by.name);
  if (status === undefined) return unsure(`which status ${by.name} answers with`);
  // Nobody takes an error for an answer that does not say so.
  const taken = accepts?.some(([from, to]) => from <= status && status <= to) ?? (status < 400 && "unknown");
  if (taken === "unknown") return unsure(`whether ${status} of ${by.name} counts as an answer`);
  if (taken) return answered(by.name);
  const asked = request.path ?? "it";
  return refused(
    by,
    `${by.name} answers ${asked} with ${status}, ${because}`,
    request.path === undefined ? `forward it` : `forward ${request.path} to the targets in a rule before`,
  );
}
