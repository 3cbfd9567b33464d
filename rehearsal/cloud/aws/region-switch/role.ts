/** What the inline policies of a role allow: enough of IAM for the roles of plans, which have no other and deny nothing. */
import { blocks, json, text, texts } from "../../values";
import type { Value } from "../../wire";
import { outputText, type AwsAccount } from "../account";
import { types } from "../type-tokens";

export interface Request {
  readonly action: string;
  readonly resource: string;
}

/** @returns AWS's complaint, or undefined where the role may. */
export function refusedByRole(
  account: AwsAccount,
  roleArn: string,
  { action, resource }: Request,
): string | undefined {
  const role = account.byArn(roleArn);
  const name = outputText(role, "name") ?? "";
  const statements = account
    .having(types.rolePolicy, "role", name)
    .flatMap((policy) => blocks(json(outputText(policy, "policy"))["Statement"]));
  const isAllowed = statements.some(
    (statement) =>
      text(statement["Effect"]) === "Allow" &&
      listed(statement["Action"]).some((pattern) => matches(pattern, action)) &&
      listed(statement["Resource"]).some((pattern) => matches(pattern, resource)),
  );
  return isAllowed
    ? undefined
    : `AccessDenied: ${roleArn} is not authorized to perform ${action} on resource ${resource}`;
}

function listed(value: Value | undefined): readonly string[] {
  const only = text(value);
  return only === undefined ? texts(value) : [only];
}

/** `*` stands for anything. */
function matches(pattern: string, value: string): boolean {
  const [first = "", ...rest] = pattern.split("*");
  if (rest.length === 0) return pattern === value;
  if (!value.startsWith(first)) return false;
  let at = first.length;
  for (const [index, part] of rest.entries()) {
    const found =
      index === rest.length - 1 && part !== "" ? value.lastIndexOf(part) : value.indexOf(part, at);
    if (found < at) return false;
    at = found + part.length;
  }
  return rest.at(-1) === "" || at === value.length;
}
