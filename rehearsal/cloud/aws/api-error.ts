import type { AwsResourceType, AwsVerb } from "./resource-type";
import type { AwsRefusalRule } from "./refusal-rule";

/** AWS's own error style: verb, service, operation, status, code and message; without a code, the provider's own. */
export function apiError(
  verb: AwsVerb,
  { api: [service, noun], operations }: Pick<AwsResourceType, "api" | "operations">,
  rule: AwsRefusalRule,
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
