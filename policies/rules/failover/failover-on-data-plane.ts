import type { Field } from "../../framework/field";
import type { Plan, PlannedResource } from "../../framework/planned";
import { stackRule } from "../../framework/rule";
import { fail, pass, unknown, type PolicyVerdict } from "../../framework/verdict";
import { DB_INSTANCE, isOneOf, LAMBDA_FUNCTION, REGION_SWITCH_PLAN, STATE_MACHINE } from "../../resources";
import { roleOf } from "../shared/databases";
import { automationsIn, type FailoverAutomation } from "../shared/failover-automation";
import { failoverSets, regionsBehind } from "../shared/failover";
import { spansRegions } from "../shared/regions";

/** Writes that move traffic, and are served in one region for the whole world. */
const MOVES_TRAFFIC: readonly (readonly [writes: RegExp, servedIn: string])[] = [
  [/^route53:(\*|Change(\*|ResourceRecordSets)|(Create|Update|Delete)(\*|HealthCheck))$/i, "us-east-1"],
  [/^cloudfront:(\*|Update(\*|Distribution))$/i, "us-east-1"],
  [/^globalaccelerator:(\*|(Update|Create|Add)(\*|EndpointGroup|Endpoints|Accelerator))$/i, "us-west-2"],
  [/^route53-recovery-control-config:(\*|(Create|Update|Delete).*)$/i, "us-west-2"],
];

/** Other writes with such a home: they are nobody's failover by themselves. */
const PREPARES: typeof MOVES_TRAFFIC = [
  [/^iam:(\*|(Add|Attach|Create|Delete|Detach|Put|Remove|Update).*)$/i, "us-east-1"],
  [/^s3:(CreateBucket|DeleteBucket|PutBucket.*|PutReplicationConfiguration)$/i, "us-east-1"],
  [/^arc-region-switch:(\*|(Create|Update|Delete)(\*|Plan))$/i, "us-east-1"],
];

/** Data planes, and control planes of the region that takes over. */
const TAKES_OVER =
  /^(rds:(\*|PromoteReadReplica.*|(Failover|Switchover)GlobalCluster|RemoveFromGlobalCluster)|elasticache:(\*|(Failover|Disassociate)GlobalReplicationGroup)|route53-recovery-cluster:(\*|UpdateRoutingControlStates?))$/i;

export const failoverOnDataPlane = stackRule({
  id: "failover-on-data-plane",
  title:
    "What fails over between regions needs no control plane that may be gone, and nothing of the region that is lost",
  group: "failover",
  severity: "high",
  level: "mandatory",
  types: [...LAMBDA_FUNCTION, ...STATE_MACHINE, ...REGION_SWITCH_PLAN],
  rationale:
    "Records, roles and distributions of the whole world are edited in us-east-1, accelerators and routing controls in us-west-2. On 20 October 2025 us-east-1 took such changes badly or not at all for fifteen hours: whoever had to edit a record to leave it could not. A function in the lost region is lost with it.",
  link: "https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/appendix-b---edge-network-global-service-guidance.html",
  remediation:
    "Let a health check move the traffic: a plan of Region switch, a routing control by its cluster's endpoints, an alarm or object in the region that takes over. Make roles and buckets beforehand, and run what promotes in the region that takes over.",
  matches: { wellArchitected: ["REL11-BP04"] },
  evaluate: (plan) => {
    if (!spansRegions(plan)) return [];
    const automations = automationsIn(plan);
    return [
      ...automations.flatMap(judgeActions),
      ...judgePlaces(plan, automations),
      ...plan.ofType(REGION_SWITCH_PLAN).map(judgeBlocks),
    ];
  },
});

const matching = (actions: readonly string[], patterns: typeof MOVES_TRAFFIC) =>
  actions.flatMap((action) => {
    const servedIn = patterns.find(([pattern]) => pattern.test(action))?.[1];
    return servedIn === undefined ? [] : [{ action, servedIn }];
  });

function judgeActions({ resource, startedBy, allowed }: FailoverAutomation): readonly PolicyVerdict[] {
  const isPlan = isOneOf(REGION_SWITCH_PLAN, startedBy.type);
  const { actions, complete } = allowed;
  const traffic = matching(actions, MOVES_TRAFFIC);
  const moves = isPlan || traffic.length > 0 || actions.some((action) => TAKES_OVER.test(action));
  if (!moves) return [];
  const needs = [...traffic, ...matching(actions, PREPARES)];
  if (needs.length === 0) return [complete ? pass : unknown("what its role allows", resource)];
  const list = needs.map(({ action, servedIn }) => `${action} (served in ${servedIn} alone)`).join(", ");
  const start = startedBy === resource ? "it fails over" : `${startedBy.name} starts it, and it fails over`;
  return [
    fail(
      `${start} by ${list}`,
      "let a health check move the traffic, and make what it needs beforehand",
      resource,
    ),
  ];
}

/** One automation that is lost with what it fails over from is none. */
function judgePlaces(plan: Plan, automations: readonly FailoverAutomation[]): readonly PolicyVerdict[] {
  const movers = automations.filter(
    ({ resource, allowed: { actions } }) =>
      !isOneOf(REGION_SWITCH_PLAN, resource.type) &&
      actions.some((action) => TAKES_OVER.test(action) || matching([action], MOVES_TRAFFIC).length > 0),
  );
  const places = movers.map(({ resource: { region } }) =>
    region.state === "known" ? region.value : undefined,
  );
  const [place] = places;
  if (place === undefined || places.some((other) => other !== place)) return [];
  if (!primaryRegions(plan).includes(place)) return [];
  return movers.map(({ resource }) =>
    fail(
      `it fails over from ${place}, and lies there itself`,
      "run it in the region that takes over, with the alarm that starts it",
      resource,
    ),
  );
}

/** Where the first answers and the databases that others follow are. */
function primaryRegions(plan: Plan): readonly string[] {
  const answers = failoverSets(plan)
    .flatMap(({ members }) => members)
    .filter(({ role }) => role === "PRIMARY")
    .flatMap(({ record }) => regionsBehind(plan, record));
  const sources = plan
    .ofType(DB_INSTANCE)
    .filter((instance) => roleOf(instance) === "remote replica")
    .flatMap((instance) => instance.dependenciesOf("replicateSourceDb"))
    .flatMap(({ region }) => (region.state === "known" ? [region.value] : []));
  return [...answers, ...sources];
}

/** A block that runs in the region that is left fails with it, unless the plan may skip it then. */
function judgeBlocks(plan: PlannedResource): PolicyVerdict {
  const steps = plan.inputs
    .at("workflows")
    .items()
    .filter((workflow) => isText(workflow.at("workflowTargetAction"), "activate"))
    .flatMap((workflow) => workflow.at("steps").items())
    .flatMap((step) => [
      step,
      ...step
        .at("parallelConfigs")
        .items()
        .flatMap((parallel) => parallel.at("steps").items()),
    ]);
  const left = steps.find((step) =>
    step
      .at("customActionLambdaConfigs")
      .items()
      .some(
        (config) =>
          isText(config.at("regionToRun"), "deactivatingRegion") &&
          !config
            .at("ungracefuls")
            .items()
            .some((ungraceful) => isText(ungraceful.at("behavior"), "skip")),
      ),
  );
  if (left === undefined) return pass;
  const name = left.at("name").string();
  return fail(
    `its step ${name.state === "known" ? name.value : ""} runs a function in the region that is left`,
    'run it in the activatingRegion, or let an ungraceful execution skip it (ungracefuls: [{behavior: "skip"}])',
    plan,
  );
}

const isText = (field: Field, wanted: string): boolean => {
  const read = field.string();
  return read.state === "known" && read.value === wanted;
};
