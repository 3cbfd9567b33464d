import { DescribeInstancesCommand, TerminateInstancesCommand } from "@aws-sdk/client-ec2";
import { DescribeEventsCommand, TestFailoverCommand } from "@aws-sdk/client-elasticache";
import { RebootDBInstanceCommand } from "@aws-sdk/client-rds";
import type { Alarm } from "./alarms";
import type { AwsTarget } from "./targets";
import { experimentTemplate, openExperiments, startExperiment } from "./experiment";
import type { StopConditions } from "./stop-conditions";
import { findDatabase } from "./resources";
import type { Permit } from "./permit";
import { fence, promote } from "./promotion";

/** What breaking something needs to know. */
export interface FaultContext {
  readonly stopConditions: StopConditions;
  readonly permit: Permit;
  readonly alarms: readonly Alarm[];
}

/** AWS shows what a call does only after a while. */
const effectTimeoutMs = 180_000;

/** Breaks the target and waits until it is seen to be broken. @throws {Aborted} when it is not. */
export async function injectFault(target: AwsTarget, context: FaultContext): Promise<void> {
  const { stopConditions } = context;
  await callAws(target, context);
  const wait = { for: `${target.members.join(", ")} to break`, timeoutMs: effectTimeoutMs };
  await stopConditions.await(wait, () => tookEffect(target));
}

async function callAws(target: AwsTarget, { stopConditions, permit, alarms }: FaultContext): Promise<void> {
  const { clients } = target.targetRegion;
  const where = `${target.members.join(", ")} of ${clients.region}`;
  switch (target.kind) {
    case "instance":
      // Not through Auto Scaling, which would take it out of the load balancer first, as no failure does.
      await stopConditions.act(`terminate ${where}`, () =>
        clients.ec2.send(new TerminateInstancesCommand({ InstanceIds: [target.instanceId] })),
      );
      return;
    case "database":
      await stopConditions.act(`reboot with failover ${where}`, () =>
        clients.rds.send(
          new RebootDBInstanceCommand({
            DBInstanceIdentifier: target.database.identifier,
            ForceFailover: true,
          }),
        ),
      );
      return;
    case "shard":
      await stopConditions.act(`fail over ${where}`, () =>
        clients.elastiCache.send(
          new TestFailoverCommand({ ReplicationGroupId: target.groupId, NodeGroupId: target.shardId }),
        ),
      );
      return;
    case "zone":
      await startExperiment(clients, stopConditions, experimentTemplate(target, permit, alarms));
      return;
    case "region":
      await startExperiment(clients, stopConditions, experimentTemplate(target, permit, alarms));
      await fence(target.targetRegion, target.database, stopConditions);
      await promote(target.failoverTarget, target, stopConditions);
  }
}

/** Whether AWS shows that something broke. */
export async function tookEffect(target: AwsTarget): Promise<boolean> {
  const { clients } = target.targetRegion;
  switch (target.kind) {
    case "instance": {
      const found = await clients.ec2.send(
        new DescribeInstancesCommand({ InstanceIds: [target.instanceId] }),
      );
      return found.Reservations?.[0]?.Instances?.[0]?.State?.Name !== "running";
    }
    case "database": {
      const { status, zone } = await findDatabase(target.targetRegion);
      return status !== "available" || zone !== target.database.zone;
    }
    case "shard": {
      // In cluster mode ElastiCache does not say who is primary; its events are the only witness.
      const { Events } = await clients.elastiCache.send(
        new DescribeEventsCommand({
          SourceType: "replication-group",
          SourceIdentifier: target.groupId,
          StartTime: target.since,
        }),
      );
      return (Events ?? []).some(({ Message = "" }) => /Failover from .* completed/i.test(Message));
    }
    case "zone":
      return (await openExperiments(clients)).length > 0;
    case "region": {
      const { source, status } = await findDatabase(target.failoverTarget.targetRegion);
      return source === undefined || status !== "available";
    }
  }
}
