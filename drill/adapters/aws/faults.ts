import { DescribeInstancesCommand, TerminateInstancesCommand } from "@aws-sdk/client-ec2";
import { DescribeEventsCommand, TestFailoverCommand } from "@aws-sdk/client-elasticache";
import { RebootDBInstanceCommand } from "@aws-sdk/client-rds";
import type { Alarm } from "./alarms";
import type { AwsAim } from "./aims";
import { experimentTemplate, openExperiments, startExperiment } from "./experiment";
import type { Leash } from "./leash";
import { findDatabase } from "./parts";
import type { Permit } from "./permit";
import { fence, promote } from "./promotion";

/** What breaking something needs to know. */
export interface Means {
  readonly leash: Leash;
  readonly permit: Permit;
  readonly alarms: readonly Alarm[];
}

/** AWS shows what a call does only after a while. */
const effectTimeoutMs = 180_000;

/** Breaks what is aimed at and waits until it is seen to be broken. @throws {Aborted} when it is not. */
export async function breakPart(aim: AwsAim, means: Means): Promise<void> {
  const { leash } = means;
  await inflict(aim, means);
  const patience = { for: `${aim.members.join(", ")} to break`, timeoutMs: effectTimeoutMs };
  await leash.await(patience, () => tookEffect(aim));
}

async function inflict(aim: AwsAim, { leash, permit, alarms }: Means): Promise<void> {
  const { place } = aim.site;
  const where = `${aim.members.join(", ")} of ${place.region}`;
  switch (aim.kind) {
    case "instance":
      // Not through Auto Scaling, which would take it out of the load balancer first, as no failure does.
      await leash.act(`terminate ${where}`, () =>
        place.ec2.send(new TerminateInstancesCommand({ InstanceIds: [aim.instanceId] })),
      );
      return;
    case "database":
      await leash.act(`reboot with failover ${where}`, () =>
        place.rds.send(
          new RebootDBInstanceCommand({
            DBInstanceIdentifier: aim.database.identifier,
            ForceFailover: true,
          }),
        ),
      );
      return;
    case "shard":
      await leash.act(`fail over ${where}`, () =>
        place.elastiCache.send(
          new TestFailoverCommand({ ReplicationGroupId: aim.groupId, NodeGroupId: aim.shardId }),
        ),
      );
      return;
    case "zone":
      await startExperiment(place, leash, experimentTemplate(aim, permit, alarms));
      return;
    case "region":
      await startExperiment(place, leash, experimentTemplate(aim, permit, alarms));
      await fence(aim.site, aim.database, leash);
      await promote(aim.heir, aim, leash);
  }
}

/** Whether AWS shows that something broke. */
export async function tookEffect(aim: AwsAim): Promise<boolean> {
  const { place } = aim.site;
  switch (aim.kind) {
    case "instance": {
      const found = await place.ec2.send(new DescribeInstancesCommand({ InstanceIds: [aim.instanceId] }));
      return found.Reservations?.[0]?.Instances?.[0]?.State?.Name !== "running";
    }
    case "database": {
      const { status, zone } = await findDatabase(aim.site);
      return status !== "available" || zone !== aim.database.zone;
    }
    case "shard": {
      // In cluster mode ElastiCache does not say who is primary; its events are the only witness.
      const { Events } = await place.elastiCache.send(
        new DescribeEventsCommand({
          SourceType: "replication-group",
          SourceIdentifier: aim.groupId,
          StartTime: aim.since,
        }),
      );
      return (Events ?? []).some(({ Message = "" }) => /Failover from .* completed/i.test(Message));
    }
    case "zone":
      return (await openExperiments(place)).length > 0;
    case "region": {
      const { source, status } = await findDatabase(aim.heir.site);
      return source === undefined || status !== "available";
    }
  }
}
