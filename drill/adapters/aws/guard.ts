import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { Refused } from "../../model/exit-code";
import type { Tags } from "./resources";
import type { Permit } from "./permit";
import type { RegionClients } from "./region-clients";

/** What a target's owner writes on it to let drills break it. */
export const drillTag = { key: "standfast:drill", value: "allowed" } as const;

/**
 * Makes sure that the credentials belong to an account that may be drilled.
 * @returns the account's id.
 * @throws {Refused}
 */
export async function requirePermittedAccount(clients: RegionClients, permit: Permit): Promise<string> {
  const { Account } = await clients.sts.send(new GetCallerIdentityCommand({})).catch((error: unknown) => {
    throw new Refused(
      `AWS does not say whose credentials these are: ${(error as Error).message}; nothing was broken`,
    );
  });
  if (Account !== undefined && permit.accountIds.includes(Account)) return Account;
  throw new Refused(
    `account ${Account ?? "unknown"} is not on the permit's list (${permit.accountIds.join(", ")}); nothing was broken`,
  );
}

/**
 * Makes sure that every target carries the tag. One that lacks it refuses all of them: half a zone is no zone.
 * @throws {Refused} that names those without, or says that there is nothing at all.
 */
export function requireTagged(targets: readonly { readonly name: string; readonly tags: Tags }[]): void {
  if (targets.length === 0) throw new Refused("there is nothing to break");
  const untagged = targets.filter(({ tags }) => tags[drillTag.key] !== drillTag.value);
  if (untagged.length === 0) return;
  const names = untagged.map(({ name }) => name).join(", ");
  throw new Refused(`${names} must carry the tag ${drillTag.key} = ${drillTag.value} to be drilled`);
}
