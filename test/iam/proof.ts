/** Whether planned policies allow the calls that are made, and nothing that no call needs. */
import { runSimulation, runUnsafeSimulation, type Simulation } from "@cloud-copilot/iam-simulate";
import type { Call } from "./calls";
import type { RolePolicy, Statement } from "./stack";

const ACCOUNT = "123456789012";

/** The policy of a key that AWS gives it: the account decides by its own policies. */
const keyPolicy = {
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: "kms:*", Resource: "*" },
  ],
};

/**
 * Whether IAM would allow a call.
 * @throws {Error} when there is no such action, or it knows no such resource: the table of calls is wrong then.
 */
export async function isAllowed(policies: readonly RolePolicy[], call: Call): Promise<boolean> {
  const simulation: Simulation = {
    request: {
      principal: `arn:aws:iam::${ACCOUNT}:role/one`,
      action: call.action,
      resource: { resource: call.resource, accountId: ACCOUNT },
      contextVariables: { ...call.context },
    },
    identityPolicies: policies.map(({ name, document }) => ({ name, policy: document })),
    serviceControlPolicies: [],
    resourceControlPolicies: [],
    ...(call.action.startsWith("kms:") && { resourcePolicy: keyPolicy }),
  };
  if (call.beyondReference !== undefined) {
    return runUnsafeSimulation(simulation, {}) === "Allowed";
  }
  const result = await runSimulation(simulation, {});
  if (result.resultType === "error") {
    throw new Error(`${call.action} on ${call.resource}: ${JSON.stringify(result.errors)}`);
  }
  return result.overallResult === "Allowed";
}

/** What of the policies no allowed call needs: each action and each resource of each statement is needed by one. */
export function unusedBy(policies: readonly RolePolicy[], calls: readonly Call[]): readonly string[] {
  return policies.flatMap(({ name, document }) =>
    document.Statement.flatMap((statement, index) => {
      const where = `${name} ${statement.Sid ?? index}`;
      const meant = calls.filter((call) => means(statement, call));
      return [
        ...listed(statement.Action).filter(
          (action) => !meant.some((call) => fits(action, call.action, true)),
        ),
        ...listed(statement.Resource).filter(
          (resource) => !meant.some((call) => fits(resource, call.resource)),
        ),
      ].map((unused) => `${where}: ${unused}`);
    }),
  );
}

function means({ Action, Resource }: Statement, { action, resource }: Call): boolean {
  return (
    listed(Action).some((each) => fits(each, action, true)) &&
    listed(Resource).some((each) => fits(each, resource))
  );
}

function listed(value: string | readonly string[]): readonly string[] {
  return typeof value === "string" ? [value] : value;
}

function fits(pattern: string, text: string, ignoreCase = false): boolean {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replaceAll("*", ".*").replaceAll("?", ".")}$`, ignoreCase ? "i" : "").test(
    text,
  );
}
