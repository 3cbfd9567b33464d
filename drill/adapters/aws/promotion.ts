import { CreateSecurityGroupCommand, DescribeSecurityGroupsCommand } from "@aws-sdk/client-ec2";
import {
  AddTagsToResourceCommand,
  ModifyDBInstanceCommand,
  PromoteReadReplicaCommand,
  RDSServiceException,
  RebootDBInstanceCommand,
  RemoveTagsFromResourceCommand,
} from "@aws-sdk/client-rds";
import type { Leash } from "./leash";
import { findDatabase, type Database, type Site } from "./parts";
import type { Place } from "./place";

/**
 * A promotion, and the fence that makes it safe: from the moment the replica takes writes the old primary must take
 * none, whatever happens to the experiment that cut its region off. The fence is a security group that lets nobody
 * in, and a restart that ends the connections it already has.
 */

const fenceGroupName = "standfast-drill-fence";

/** On a fenced database: the security groups it had, so that a drill that knows nothing can give them back. */
const fencedTag = "standfast:drill-fenced";
/** On a fenced database: who was promoted in its place. From then on there is no way back. */
const deposedTag = "standfast:drill-deposed";

const modifyTimeoutMs = 900_000;

/** Fenced off for good: it must be rebuilt as a replica of its heir. */
export function isDeposed({ tags }: Database): boolean {
  return tags[deposedTag] !== undefined;
}

export function isFenced({ tags }: Database): boolean {
  return tags[fencedTag] !== undefined;
}

/** Shuts a database off from everybody and ends its connections. */
export async function fence(site: Site, database: Database, leash: Leash): Promise<void> {
  const { place } = site;
  const { identifier, raw } = database;
  const groups = (raw.VpcSecurityGroups ?? []).flatMap(({ VpcSecurityGroupId }) => VpcSecurityGroupId ?? []);
  const where = `${identifier} in ${place.region}`;
  await leash.act(`fence off ${where}; its security groups are ${groups.join(" ")}`, async () => {
    const fenceGroup = await ensureFenceGroup(place, database.vpcId);
    await tag(place, database, fencedTag, groups.join(" "));
    await setGroups(place, identifier, [fenceGroup]);
  });
  const patience = { for: `the fence around ${where}`, timeoutMs: modifyTimeoutMs };
  await leash.await(patience, async () => {
    const now = await findDatabase(site);
    const [group, ...others] = now.raw.VpcSecurityGroups ?? [];
    const isAlone = group?.Status === "active" && !groups.includes(group.VpcSecurityGroupId ?? "");
    return isAlone && others.length === 0 && now.status === "available";
  });
  await leash.act(`restart ${where} to end its connections`, () =>
    place.rds.send(new RebootDBInstanceCommand({ DBInstanceIdentifier: identifier })),
  );
}

/** Promotes the heir of a fenced database. */
export async function promote(
  heir: { readonly site: Site; readonly database: Database },
  old: { readonly site: Site; readonly database: Database },
  leash: Leash,
): Promise<void> {
  const { identifier } = heir.database;
  await leash.act(`promote ${identifier} in ${heir.site.place.region}; there is no way back`, async () => {
    await tag(old.site.place, old.database, deposedTag, heir.database.arn);
    const command = new PromoteReadReplicaCommand({ DBInstanceIdentifier: identifier });
    await heir.site.place.rds.send(command).catch(async (error: unknown) => {
      // Refused, so nothing was promoted. Any other error leaves that open, and the fence up.
      if (error instanceof RDSServiceException && error.$fault === "client") {
        await untag(old.site.place, old.database, deposedTag);
      }
      throw error;
    });
  });
}

/** Gives a fenced database its security groups back, unless another was promoted in its place. */
export async function unfence(site: Site, leash: Leash): Promise<void> {
  const { place } = site;
  const database = await findDatabase(site);
  const groups = database.tags[fencedTag];
  if (groups === undefined || isDeposed(database)) return;
  const where = `${database.identifier} in ${place.region}`;
  await leash.awaitMended({ for: `${where} to be changeable`, timeoutMs: modifyTimeoutMs }, async () => {
    return (await findDatabase(site)).status === "available";
  });
  await leash.mend(`take down the fence around ${where}`, async () => {
    await setGroups(place, database.identifier, groups.split(" "));
    await untag(place, database, fencedTag);
  });
}

async function setGroups({ rds }: Place, identifier: string, groups: readonly string[]): Promise<void> {
  await rds.send(
    new ModifyDBInstanceCommand({
      DBInstanceIdentifier: identifier,
      VpcSecurityGroupIds: [...groups],
      ApplyImmediately: true,
    }),
  );
}

async function tag({ rds }: Place, { arn }: Database, Key: string, Value: string): Promise<void> {
  await rds.send(new AddTagsToResourceCommand({ ResourceName: arn, Tags: [{ Key, Value }] }));
}

async function untag({ rds }: Place, { arn }: Database, key: string): Promise<void> {
  await rds.send(new RemoveTagsFromResourceCommand({ ResourceName: arn, TagKeys: [key] }));
}

/** The group without a rule for what comes in; it stays, for the database behind it may need it after the drill. */
async function ensureFenceGroup({ ec2 }: Place, vpcId: string): Promise<string> {
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
      Description: "Lets nobody in: fences off a database whose replica was promoted in a drill",
      VpcId: vpcId,
    }),
  );
  if (made.GroupId === undefined) throw new Error("EC2 made a security group without an id");
  return made.GroupId;
}
