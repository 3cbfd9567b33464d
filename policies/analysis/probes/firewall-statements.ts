/** Whether a statement of AWS WAF matches a prober's request. https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statements-list.html */
import type { Field } from "../../framework/field";
import { any, every, type TruthValue } from "../../rules/shared/pods";
import { valueOf } from "../graph/reader";
import { mayHave } from "./headers";
import type { ProbeRequest } from "./types";

export function statementMatches(statement: Field, request: ProbeRequest): TruthValue {
  const [kind = ""] = statement.keys().filter((key) => statement.at(key).state !== "absent");
  const at = statement.at(kind);
  if (at.state !== "known") return "unknown";
  switch (kind) {
    case "andStatement":
      return every(
        at
          .at("statements")
          .items()
          .map((each) => statementMatches(each, request)),
      );
    case "orStatement":
      return any(
        at
          .at("statements")
          .items()
          .map((each) => statementMatches(each, request)),
      );
    case "notStatement":
      return negated(
        at
          .at("statements")
          .items()
          .map((each) => statementMatches(each, request))[0],
      );
    case "rateBasedStatement":
      return exceeds(at, request);
    case "byteMatchStatement":
      return compares(at, request);
    case "sizeConstraintStatement":
      return isOfSize(at);
    default:
      // Addresses, countries, labels and patterns: what they hold, or what the request has of them, no plan says.
      return "unknown";
  }
}

function negated(truth: TruthValue | undefined): TruthValue {
  return typeof truth === "boolean" ? !truth : "unknown";
}

/**
 * Counted by address. A limit for some requests only is taken as one for all of the prober's. Where the rate is that of
 * clients, as CloudFront's is, a limit refuses what is too much of them, and no prober.
 */
function exceeds(at: Field, { perFiveMinutes }: ProbeRequest): TruthValue {
  const limit = at.at("limit").number();
  const window = valueOf(at.at("evaluationWindowSec").number()) ?? 300;
  if (perFiveMinutes === undefined) return false;
  if (limit.state !== "known") return "unknown";
  return (perFiveMinutes * window) / 300 > limit.value;
}

function compares(at: Field, request: ProbeRequest): TruthValue {
  const found = fieldOf(at.at("fieldToMatch"), request);
  const wanted = valueOf(at.at("searchString").string());
  if (found === undefined || wanted === undefined) return "unknown";
  const folds = at
    .at("textTransformations")
    .items()
    .some((each) => valueOf(each.at("type").string()) === "LOWERCASE");
  const text = folds ? found.toLowerCase() : found;
  switch (valueOf(at.at("positionalConstraint").string())) {
    case "EXACTLY":
      return text === wanted;
    case "STARTS_WITH":
      return text.startsWith(wanted);
    case "ENDS_WITH":
      return text.endsWith(wanted);
    case "CONTAINS":
      return text.includes(wanted);
    case undefined:
    default:
      return "unknown";
  }
}

function fieldOf(field: Field, request: ProbeRequest): string | undefined {
  if (field.at("uriPath").state === "known") return request.path;
  if (field.at("method").state === "known") return request.method;
  if (field.at("queryString").state === "known") return "";
  const header = valueOf(field.at("singleHeader.name").string())?.toLowerCase();
  if (header === undefined) return undefined;
  if (header === "host") return request.host;
  if (header === "user-agent") return request.userAgent === "none" ? "" : undefined;
  return request.headers.get(header)?.text ?? (mayHave(request, header) ? undefined : "");
}

/** A prober sends no body and no query string: their size is 0. */
function isOfSize(at: Field): TruthValue {
  const field = at.at("fieldToMatch");
  const isEmpty = ["body", "jsonBody", "queryString", "cookies"].some(
    (part) => field.at(part).state === "known",
  );
  const size = at.at("size").number();
  if (!isEmpty || size.state !== "known") return "unknown";
  switch (valueOf(at.at("comparisonOperator").string())) {
    case "GT":
      return size.value < 0;
    case "GE":
    case "EQ":
      return size.value === 0;
    case "LT":
      return size.value > 0;
    case "LE":
      return true;
    case "NE":
      return size.value !== 0;
    case undefined:
    default:
      return "unknown";
  }
}
