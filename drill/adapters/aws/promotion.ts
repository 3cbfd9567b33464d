import { CreateSecurityGroupCommand, DescribeSecurityGroupsCommand } from "@aws-sdk/client-ec2";
import {
  AddTagsToResourceCommand,
  ModifyDBInstanceCommand,
  PromoteReadReplicaCommand,
  RDSServiceException,
  RebootDBInstanceCommand,
  RemoveTagsFromResourceCommand,
} from "@aws-sdk/client-rds";
import type { StopConditions } from "./stop-conditions";
import { findDatabase, type DatabaseInstance, type TargetRegion } from "./resources";
import type { RegionClients } from "./region-clients";

/**
 * A promotion, and the fence that makes it safe: from the moment the replica takes writes the old primary must take
 * none, whatever happens to the experiment that cut its region off. The fence is a security group that lets nothing
 * in, and a restart that ends the connections it already has.
 */

const fenceGroupName = "standfast-drill-fence";

/** On a fenced database: the security groups it had, so that a drill that knows nothing can give them back. */
const fencedTag = "standfast:drill-fenced";
/** On a fenced database: which replica was promoted in its place. From then on there is no way back. */
const replacedByTag = "standfast:drill-replaced-by";

const modifyTimeoutMs = 900_000;

/** Fenced off for good: it must be rebuilt as a replica of the promoted one. */
export function isReplaced({ tags }: DatabaseInstance): boolean {
  return tags[replacedByTag] !== undefined;
}

export function isFenced({ tags }: DatabaseInstance): boolean {
  return tags[fencedTag] !== undefined;
}

/** Shuts a database off from everybody and ends its connections. */
export async function fence(
  targetRegion: TargetRegion,
  database: DatabaseInstance,
  stopConditions: StopConditions,
): Promise<void> {
  const { clients } = targetRegion;
  const { identifier, raw } = database;
  const groups = (raw.VpcSecurityGroups ?? []).flatMap(({ VpcSecurityGroupId }) => VpcSecurityGroupId ?? []);
  const where = `${identifier} in ${clients.region}`;
  await stopConditions.act(`fence off ${where}; its security groups are ${groups.join(" ")}`, async () => {
    const fenceGroup = await ensureFenceGroup(clients, database.vpcId);
    await tag(clients, database, fencedTag, groups.join(" "));
    await setGroups(clients, identifier, [fenceGroup]);
  });
  const wait = { for: `the fence around ${where}`, timeoutMs: modifyTimeoutMs };
  await stopConditions.await(wait, async () => {
    const now = await findDatabase(targetRegion);
    const [group, ...others] = now.raw.VpcSecurityGroups ?? [];
    const isAlone = group?.Status === "active" && !groups.includes(group.VpcSecurityGroupId ?? "");
    return isAlone && others.length === 0 && now.status === "available";
  });
  await stopConditions.act(`restart ${where} to end its connections`, () =>
    clients.rds.send(new RebootDBInstanceCommand({ DBInstanceIdentifier: identifier })),
  );
}

/** Promotes the failover target of a fenced database. */
export async function promote(
  failoverTarget: { readonly targetRegion: TargetRegion; readonly database: DatabaseInstance },
  old: { readonly targetRegion: TargetRegion; readonly database: DatabaseInstance },
  stopConditions: StopConditions,
): Promise<void> {
  const { identifier } = failoverTarget.database;
  await stopConditions.act(
    `promote ${identifier} in ${failoverTarget.targetRegion.clients.region}; there is no way back`,
    async () => {
      await tag(old.targetRegion.clients, old.database, replacedByTag, failoverTarget.database.arn);
      const command = new PromoteReadReplicaCommand({ DBInstanceIdentifier: identifier });
      await failoverTarget.targetRegion.clients.rds.send(command).catch(async (error: unknown) => {
        // Refused, so nothing was promoted. Any other error leaves that open, and the fence up.
        if (error instanceof RDSServiceException && error.$fault === "client") {
          await untag(old.targetRegion.clients, old.database, replacedByTag);
        }
        throw error;
      });
    },
  );
}

/** Gives a fenced database its security groups back, unless another was promoted in its place. */
export async function unfence(targetRegion: TargetRegion, stopConditions: StopConditions): Promise<void> {
  const { clients } = targetRegion;
  const database = await findDatabase(targetRegion);
  const groups = database.tags[fencedTag];
  if (groups === undefined || isReplaced(database)) return;
  const where = `${database.identifier} in ${clients.region}`;
  await stopConditions.awaitRestored(
    { for: `${where} to be changeable`, timeoutMs: modifyTimeoutMs },
    async () => {
      return (await findDatabase(targetRegion)).status === "available";
    },
  );
  await stopConditions.restore(`take down the fence around ${where}`, async () => {
    await setGroups(clients, database.identifier, groups.split(" "));
    await untag(clients, database, fencedTag);
  });
}

async function setGroups(
  { rds }: RegionClients,
  identifier: string,
  groups: readonly string[],
): Promise<void> {
  await rds.send(
    new ModifyDBInstanceCommand({
      DBInstanceIdentifier: identifier,
      VpcSecurityGroupIds: [...groups],
      ApplyImmediately: true,
    }),
  );
}

async function tag(
  { rds }: RegionClients,
  { arn }: DatabaseInstance,
  Key: string,
  Value: string,
): Promise<void> {
  await rds.send(new AddTagsToResourceCommand({ ResourceName: arn, Tags: [{ Key, Value }] }));
}

async function untag({ rds }: RegionClients, { arn }: DatabaseInstance, key: string): Promise<void> {
  await rds.send(new RemoveTagsFromResourceCommand({ ResourceName: arn, TagKeys: [key] }));
}

/** The group without a rule for what comes in; it stays, for the database behind it may need it after the drill. */
async function ensureFenceGroup({ ec2 }: RegionClients, vpcId: string): Promise<string> {
  const Filters = [
    { Name: "group-name", Values: [fenceGroupName] },
    { Name: "vpc-id", Values: [vpcId] },
  ];
  const found = await ec2.send(new DescribeSecurityGroupsCommand({ Filters }));
  const existing = found.SecurityGroups?.find(
    ({ IpPermissions }) => (IpPermissions ?? []).length === 0,
  )?.GroupId;
  if (existing !== undefined) return existing;
  const made = await ec2.send(
    new CreateSecurityGroupCommand({
      GroupName: fenceGroupName,
      Description: "Lets nothing in: fences off a database whose replica was promoted in a drill",
      VpcId: vpcId,
    }),
  );
  if (made.GroupId === undefined) throw new Error("EC2 made a security group without an id");
  return made.GroupId;
}
