/** What health checks of Route 53 say while regions are gone. */
import { grouped } from "../graph/grouped";
import { GLOBAL, type Graph, type GraphNode, type HealthCheckFacts } from "../graph/types";
import type { HealthCheck } from "./types";

/**
 * - `own`: as good as what the record itself leads to, because nothing in the plan says what else it asks.
 * - `unstable`: it asks the name that it decides about, so it is healthy again as soon as it has failed over.
 */
export type Health = "healthy" | "unhealthy" | "own" | "unstable";

/** Every health check of the plan by URN. */
export function healthChecksOf(graph: Graph): ReadonlyMap<string, HealthCheck> {
  const asked = grouped(
    graph.edges.filter(({ kind }) => kind === "checks"),
    ({ from }) => from,
  );
  const checks = [...graph.nodes.values()].flatMap((node) => {
    const { healthCheck: facts } = node.facts;
    if (facts === undefined) return [];
    const targets = (asked.get(node.urn) ?? []).flatMap(({ to }) => graph.nodes.get(to) ?? []);
    return [{ node, facts, targets, name: node.facts.checkedName }];
  });
  return new Map(checks.map((check) => [check.node.urn, check]));
}

/** How to find out about what a check asks. */
interface Asking {
  readonly checks: ReadonlyMap<string, HealthCheck>;
  readonly dead: ReadonlySet<string>;
  /** The regions that the record leads to whose health is asked for. */
  readonly leadsTo: readonly string[];
  /** Whether a node that the check asks, or a name, still answers; undefined when the plan does not say. */
  readonly answers: (asked: GraphNode | string) => Health | undefined;
}

/** What the check `urn` says; a check that is not in the plan is taken to ask what its record leads to. */
export function healthOf(
  urn: string | undefined,
  asking: Asking,
  seen: ReadonlySet<string> = new Set(),
): Health {
  const check = urn === undefined ? undefined : asking.checks.get(urn);
  if (check === undefined || seen.has(check.node.urn)) return "own";
  const { facts } = check;
  if (isSwitch(check, asking.leadsTo)) return switchHealthOf(check, asking.dead);
  // Disabled checks count as healthy, before the answer is inverted.
  const plain = facts.disabled === "yes" ? "healthy" : plainHealthOf(check, asking, seen);
  return facts.inverted === "yes" ? INVERTED[plain] : plain;
}

/**
 * AWS's "standby takes over primary": an inverted check of something in another region than the record leads to. Nobody inverts
 * what should answer: it is there to be made when traffic has to leave.
 * https://aws.amazon.com/blogs/networking-and-content-delivery/creating-disaster-recovery-mechanisms-using-amazon-route-53/
 */
function isSwitch({ facts, targets }: HealthCheck, leadsTo: readonly string[]): boolean {
  if (facts.kind !== "endpoint" || facts.inverted !== "yes" || facts.disabled === "yes") return false;
  if (targets.length === 0 || leadsTo.length === 0) return false;
  return targets.every(({ region }) => region !== GLOBAL && !leadsTo.includes(region));
}

/** What cannot be reached was not made. */
function switchHealthOf({ targets }: HealthCheck, dead: ReadonlySet<string>): Health {
  return targets.some(({ region }) => dead.has(region)) ? "healthy" : "own";
}

const INVERTED = {
  healthy: "unhealthy",
  unhealthy: "healthy",
  own: "healthy",
  unstable: "unstable",
} as const;

function plainHealthOf(check: HealthCheck, asking: Asking, seen: ReadonlySet<string>): Health {
  const { facts, targets, name, node } = check;
  switch (facts.kind) {
    case "calculated": {
      const deeper = new Set([...seen, node.urn]);
      return together(
        targets.map(({ urn }) => healthOf(urn, asking, deeper)),
        facts.healthyChildren,
      );
    }
    case "alarm":
      return alarmHealthOf(facts, targets, asking.dead);
    case "routing-control":
      return "own";
    case "endpoint": {
      const answers = [...targets, ...(name === undefined ? [] : [name])].flatMap(
        (asked) => asking.answers(asked) ?? [],
      );
      if (answers.length === 0) return "own";
      return answers.find((answer) => answer === "unstable") ?? answers.find(isHealthy) ?? "unhealthy";
    }
  }
}

/** A calculated check: enough healthy children make it healthy, whatever the others are. */
function together(children: readonly Health[], wanted = children.length): Health {
  const healthy = children.filter(isHealthy).length;
  if (healthy >= wanted) return children.length === 0 ? "own" : "healthy";
  const open = children.filter((child) => child === "own" || child === "unstable");
  if (healthy + open.length < wanted) return "unhealthy";
  return open.find((child) => child === "unstable") ?? "own";
}

/**
 * CloudWatch of a lost region sends no more data: the check is what it was told to be then, or stays as it was.
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-creating-values.html
 */
function alarmHealthOf(
  facts: HealthCheckFacts,
  targets: readonly GraphNode[],
  dead: ReadonlySet<string>,
): Health {
  const regions = facts.alarmRegion === undefined ? targets.map(({ region }) => region) : [facts.alarmRegion];
  if (!regions.some((region) => dead.has(region))) return "own";
  return facts.insufficientData === "Unhealthy" ? "unhealthy" : "healthy";
}

const isHealthy = (health: Health): boolean => health === "healthy";

/** Why the loss of `region` makes a check unhealthy, as a clause; undefined where that does not. */
export function whyUnhealthy(
  urn: string | undefined,
  checks: ReadonlyMap<string, HealthCheck>,
  region: string,
): string | undefined {
  const check = urn === undefined ? undefined : checks.get(urn);
  if (!check) return undefined;
  const { node, facts, targets } = check;
  if (facts.kind === "calculated") {
    return targets.flatMap((child) => whyUnhealthy(child.urn, checks, region) ?? [])[0];
  }
  const places =
    facts.alarmRegion === undefined ? targets.map((target) => target.region) : [facts.alarmRegion];
  if (!places.includes(region)) return undefined;
  return facts.kind === "alarm"
    ? `its health check ${node.name} follows an alarm in ${region}, and counts as unhealthy without data`
    : `its health check ${node.name} asks ${region}`;
}

/** Why a check keeps an answer that leads to a lost region, as a clause; undefined where it is not to blame. */
export function whyHealthy(
  { node, facts, targets }: HealthCheck,
  checks: ReadonlyMap<string, HealthCheck>,
  dead: ReadonlySet<string>,
): string {
  const { name } = node;
  if (facts.disabled === "yes") return `its health check ${name} is disabled, and so counts as healthy`;
  if (facts.inverted === "yes") return `its health check ${name} is inverted`;
  if (facts.kind === "alarm") {
    const kept = facts.insufficientData === "Healthy" ? "counts as healthy" : "stays as it was";
    return `its health check ${name} follows an alarm in ${[...dead].sort().join(" and ")}, and ${kept} without data`;
  }
  if (facts.kind === "calculated") {
    const [child] = targets.flatMap(({ urn }) => checks.get(urn) ?? []);
    return `its health check ${name} is calculated from others${child === undefined ? "" : ` such as ${child.node.name}`} that stay healthy`;
  }
  const regions = [...new Set(targets.map(({ region }) => region))].sort().join(" and ");
  return `its health check ${name} asks ${targets.length === 0 || regions === "global" ? "a name that fails over" : regions}`;
}
