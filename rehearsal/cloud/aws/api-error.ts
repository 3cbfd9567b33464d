import type { Kind, Verb } from "./kind";
import type { Rule } from "./rule";

/** AWS's own error style: verb, service, operation, status, code and message; without a code, the provider's own. */
export function apiError(
  verb: Verb,
  { api: [service, noun], operations }: Pick<Kind, "api" | "operations">,
  rule: Rule,
  message: string,
  requestId: string,
): string {
  const page = `\n  see ${rule.link} (rehearsal rule ${rule.id})`;
  if (rule.code === undefined) return `${verb} ${service} ${noun}: ${message}${page}`;
  const usual = { creating: "Create", updating: "Modify", deleting: "Delete" }[verb] + noun;
  return (
    `${verb} ${service} ${noun}: operation error ${service}: ${operations?.[verb] ?? usual}, https response error ` +
    `StatusCode: 400, RequestID: ${requestId}, api error ${rule.code}: ${message}${page}`
  );
}
