import {
  CreateExperimentTemplateCommand,
  type CreateExperimentTemplateActionInput,
  type CreateExperimentTemplateCommandInput,
  type CreateExperimentTemplateTargetInput,
  DeleteExperimentTemplateCommand,
  type ExperimentStatus,
  GetExperimentCommand,
  paginateListExperiments,
  paginateListExperimentTemplates,
  StartExperimentCommand,
  StopExperimentCommand,
  ValidationException,
} from "@aws-sdk/client-fis";
import { Aborted, Refused } from "../../model/exit-code";
import type { Alarm } from "./alarms";
import type { AwsTarget } from "./targets";
import { drillTag } from "./guard";
import type { StopConditions } from "./stop-conditions";
import type { RegionClients } from "./region-clients";
import type { Permit } from "./permit";

/** Marks templates and experiments as a drill's, so that an undo finds them even when the drill died. */
const ownTag = { key: "standfast:drill-experiment", value: "true" } as const;

/** FIS takes no more ARNs in one target. https://docs.aws.amazon.com/fis/latest/APIReference/API_CreateExperimentTemplateTargetInput.html */
const arnsPerTarget = 5;

/** A target and what is done to it. */
interface Part {
  readonly name: string;
  readonly target: CreateExperimentTemplateTargetInput;
  readonly action: CreateExperimentTemplateActionInput;
}

type NetworkTarget = Extract<AwsTarget, { kind: "zone" | "region" }>;

/**
 * The experiment for a lost zone or region: all of its subnets are cut off. A lost zone takes the database's primary
 * and the cache's nodes with it, which the network alone does not tell RDS and ElastiCache.
 *
 * FIS ends it by itself after the time limit, or when an alarm rings, even when the drill is dead by then.
 * @throws {Refused} without a role, or without an alarm in the region: FIS reads none of another region.
 */
export function experimentTemplate(
  target: NetworkTarget,
  permit: Permit,
  alarms: readonly Alarm[],
): CreateExperimentTemplateCommandInput {
  const { region } = target;
  const stopAlarms = alarms.filter((alarm) => alarm.region === region);
  if (permit.experimentRoleArn === undefined) throw new Refused("the permit names no experimentRoleArn");
  if (stopAlarms.length === 0)
    throw new Refused(`the permit names no stop alarm in ${region}; FIS needs one there`);
  const duration = `PT${Math.ceil(permit.timeLimitSeconds / 60)}M`;
  const parts = [
    ...cutSubnets(target, duration),
    ...(target.kind === "zone" ? loseZone(target, duration) : []),
  ];
  return {
    clientToken: crypto.randomUUID(),
    description: `standfast drill: ${target.kind} of ${target.members.join(", ")}`.slice(0, 512),
    roleArn: permit.experimentRoleArn,
    stopConditions: stopAlarms.map(({ arn }) => ({ source: "aws:cloudwatch:alarm", value: arn })),
    experimentOptions: { accountTargeting: "single-account", emptyTargetResolutionMode: "fail" },
    targets: Object.fromEntries(parts.map(({ name, target }) => [name, target])),
    actions: Object.fromEntries(parts.map(({ name, action }) => [name, action])),
    tags: { [ownTag.key]: ownTag.value },
  };
}

/** Exactly the subnets that were targeted, by ARN. */
function cutSubnets({ subnets }: NetworkTarget, duration: string): readonly Part[] {
  const groups = Array.from({ length: Math.ceil(subnets.length / arnsPerTarget) }, (_, at) =>
    subnets.slice(at * arnsPerTarget, (at + 1) * arnsPerTarget),
  );
  return groups.map((group, at) => {
    const name = `subnets-${at + 1}`;
    const resourceArns = group.map(({ arn }) => arn);
    return {
      name,
      target: { resourceType: "aws:ec2:subnet", resourceArns, selectionMode: "ALL" },
      action: {
        actionId: "aws:network:disrupt-connectivity",
        parameters: { scope: "all", duration },
        targets: { Subnets: name },
      },
    };
  });
}

function loseZone(
  { database, cacheTags, zone }: Extract<AwsTarget, { kind: "zone" }>,
  duration: string,
): readonly Part[] {
  const stackTags = Object.entries(cacheTags).filter(([key]) => key.startsWith("standfast:"));
  return [
    {
      name: "database",
      target: { resourceType: "aws:rds:db", resourceArns: [database.arn], selectionMode: "ALL" },
      action: {
        actionId: "aws:rds:reboot-db-instances",
        parameters: { forceFailover: "true" },
        targets: { DBInstances: "database" },
      },
    },
    {
      name: "cache",
      target: {
        resourceType: "aws:elasticache:replicationgroup",
        resourceTags: Object.fromEntries([...stackTags, [drillTag.key, drillTag.value]]),
        parameters: { availabilityZoneIdentifier: zone },
        selectionMode: "ALL",
      },
      action: {
        actionId: "aws:elasticache:replicationgroup-interrupt-az-power",
        parameters: { duration },
        targets: { ReplicationGroups: "cache" },
      },
    },
  ];
}

/** Starts the experiment and waits until it runs. @throws {Aborted} when FIS gives up. */
export async function startExperiment(
  clients: RegionClients,
  stopConditions: StopConditions,
  template: CreateExperimentTemplateCommandInput,
): Promise<void> {
  const { region, fis } = clients;
  const made = await stopConditions.act(`create an experiment template in ${region}`, () =>
    fis.send(new CreateExperimentTemplateCommand(template)),
  );
  const experimentTemplateId = made.experimentTemplate?.id;
  const tags = { [ownTag.key]: ownTag.value };
  const started = await stopConditions.act(
    `start experiment ${experimentTemplateId ?? ""} in ${region}`,
    () =>
      fis.send(new StartExperimentCommand({ experimentTemplateId, clientToken: crypto.randomUUID(), tags })),
  );
  const id = started.experiment?.id;
  await stopConditions.await({ for: `experiment ${id ?? ""} to run`, timeoutMs: 300_000 }, async () => {
    const { status, reason = "" } = await stateOf(clients, id);
    if (status !== undefined && hasEnded(status))
      throw new Aborted(`FIS ended the experiment: ${status} ${reason}`);
    return status === "running";
  });
}

/** Experiments of drills that have not ended. */
export async function openExperiments({ fis }: RegionClients): Promise<readonly string[]> {
  const open: string[] = [];
  for await (const page of paginateListExperiments({ client: fis }, {})) {
    for (const { id, state, tags } of page.experiments ?? []) {
      if (id && tags?.[ownTag.key] && !hasEnded(state?.status)) open.push(id);
    }
  }
  return open;
}

/** Stops every experiment of a drill, waits until its network is whole, and removes the templates. */
export async function endExperiments(clients: RegionClients, stopConditions: StopConditions): Promise<void> {
  const { fis, region } = clients;
  for (const id of await openExperiments(clients)) {
    const wait = { for: `experiment ${id} to end`, timeoutMs: 600_000 };
    await stopConditions.restore(`stop experiment ${id} in ${region}`, () =>
      stopConditions.awaitRestored(wait, async () => {
        // One that just begins, or ends by itself, refuses to be stopped: whether it has ended is what counts.
        await fis.send(new StopExperimentCommand({ id })).catch((error: unknown) => {
          if (!(error instanceof ValidationException)) throw error;
        });
        return hasEnded((await stateOf(clients, id)).status);
      }),
    );
  }
  for (const id of await ownTemplates(clients)) {
    await stopConditions.restore(`delete experiment template ${id} in ${region}`, () =>
      fis.send(new DeleteExperimentTemplateCommand({ id })),
    );
  }
}

async function ownTemplates({ fis }: RegionClients): Promise<readonly string[]> {
  const own: string[] = [];
  for await (const page of paginateListExperimentTemplates({ client: fis }, {})) {
    own.push(
      ...(page.experimentTemplates ?? []).flatMap(({ id, tags }) => (id && tags?.[ownTag.key] ? [id] : [])),
    );
  }
  return own;
}

async function stateOf({ fis }: RegionClients, id: string | undefined) {
  return (await fis.send(new GetExperimentCommand({ id }))).experiment?.state ?? {};
}

/** Also when it is not known: there is nothing left to stop then. */
function hasEnded(status: ExperimentStatus | undefined): boolean {
  const running: readonly (ExperimentStatus | undefined)[] = ["pending", "initiating", "running", "stopping"];
  return !running.includes(status);
}
