/** What the role of a resource allows it to do. */
import type { Field } from "../../framework/field";
import type { Plan, PlannedResource } from "../../framework/planned";
import { isOneOf, MANAGED_POLICY, ROLE, ROLE_POLICY, ROLE_POLICY_ATTACHMENT } from "../../resources";

export interface AllowedActions {
  /** As they are written: `rds:PromoteReadReplica`, `route53:*`. */
  readonly actions: readonly string[];
  /** Whether there are no others, which nobody knows while one of the role's policies is not known. */
  readonly complete: boolean;
}

/** What the role at `property` allows; policies of AWS's own are not read. */
export function allowedActions(plan: Plan, resource: PlannedResource, property: string): AllowedActions {
  const roles = resource.dependenciesOf(property).filter(({ type }) => isOneOf(ROLE, type));
  const documents = roles.flatMap((role) => documentsOf(plan, role)).map(actionsIn);
  const known = documents.flatMap((actions) => (actions === "unknown" ? [] : actions));
  return { actions: [...new Set(known)].sort(), complete: !documents.includes("unknown") };
}

function documentsOf(plan: Plan, role: PlannedResource): readonly Field[] {
  const attached = (types: readonly string[]) =>
    plan.ofType(types).filter((policy) => policy.dependenciesOf("role").includes(role));
  const managed = attached(ROLE_POLICY_ATTACHMENT)
    .flatMap((attachment) => attachment.dependenciesOf("policyArn"))
    .filter(({ type }) => isOneOf(MANAGED_POLICY, type));
  return [
    ...role.inputs
      .at("inlinePolicies")
      .items()
      .map((policy) => policy.at("policy")),
    ...[...attached(ROLE_POLICY), ...managed].map(({ inputs }) => inputs.at("policy")),
  ];
}

interface Statement {
  readonly Effect?: unknown;
  readonly Action?: unknown;
}

/** IAM takes one of a kind without its list. */
const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];

function actionsIn(document: Field): readonly string[] | "unknown" {
  const text = document.string();
  if (text.state !== "known") return text.state === "absent" ? [] : "unknown";
  try {
    const { Statement: statements } = JSON.parse(text.value) as { readonly Statement?: unknown };
    return (listOf(statements) as readonly Statement[])
      .filter(({ Effect }) => Effect === "Allow")
      .flatMap(({ Action }) => listOf(Action).filter((action) => typeof action === "string"));
  } catch {
    return "unknown";
  }
}
