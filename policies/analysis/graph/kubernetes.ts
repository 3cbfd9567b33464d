/** What runs on Kubernetes: replicas, how the scheduler spreads them, and what a drain may take. */
import type { Field } from "../../framework/field";
import type { Plan, PlannedResource } from "../../framework/planned";
import {
  DISRUPTION_BUDGET,
  POD_AUTOSCALER,
  REPLICATED_WORKLOAD,
  SCALED_OBJECT,
  isOneOf,
} from "../../resources";
import { keepsOwnPodsApart, ZONE_KEYS } from "../../rules/shared/pods";
import type { Describe } from "./describe";
import { describing } from "./describe";
import { grouped } from "./grouped";
import type { Reader } from "./reader";
import { zonesAllowed } from "./scheduling";
import { valueOf } from "./reader";
import type { PlacementSpread } from "./types";

const TOPOLOGY = {
  zone: ZONE_KEYS,
  host: ["kubernetes.io/hostname"],
} as const;

const POD = "spec.template.spec";

/** How to describe the workloads of one plan: autoscalers and disruption budgets are found once, not once for each. */
export function workloads(plan: Plan): Readonly<Record<string, Describe>> {
  const autoscalers = grouped(plan.ofType([...POD_AUTOSCALER, ...SCALED_OBJECT]), scaled);
  const budgetsByLabel = grouped(plan.ofType(DISRUPTION_BUDGET), firstLabel);
  const workload: Describe = (read) => {
    const units = unitsOf(read, [
      ...(autoscalers.get(read.resource.urn) ?? []),
      ...(autoscalers.get(identity(read.resource)) ?? []),
    ]);
    const overHosts = spreadOver(read, "host");
    const selecting = labelsOf(read.field("spec.template.metadata.labels"))
      .flatMap((label) => budgetsByLabel.get(label) ?? [])
      .filter(
        (candidate) =>
          spaceOf(candidate) === spaceOf(read.resource) &&
          selects(candidate.inputs.at("spec.selector"), read),
      );
    const budgets = [...new Set(selecting)];
    // Kubernetes evicts no pod that several budgets select.
    const kept = budgets.length > 1 ? units : keptBy(budgets[0], units);
    return {
      tier: "app",
      zones: zonesAllowed(plan, read.resource),
      capacity: {
        units,
        unit: "pod",
        overZones: spreadOver(read, "zone"),
        overHosts,
        keptWhileDrained: kept,
      },
      facts: { ...read.claims(), drainBlocked: kept !== undefined && units !== undefined && kept >= units },
    };
  };
  return describing(REPLICATED_WORKLOAD, workload);
}

/** An autoscaler's minimum is what runs in a quiet hour, whatever the workload's own `replicas` says. */
function unitsOf(read: Reader, autoscalers: readonly PlannedResource[]): number | undefined {
  if (autoscalers.length === 0) return read.number("spec.replicas", 1);
  const floors = autoscalers.map(({ type, inputs }) => {
    const [property, otherwise] = isOneOf(SCALED_OBJECT, type)
      ? (["spec.minReplicaCount", 0] as const)
      : (["spec.minReplicas", 1] as const);
    const minimum = inputs.at(property).number();
    return minimum.state === "absent" ? otherwise : valueOf(minimum);
  });
  return floors.reduce((min, each) =>
    min === undefined || each === undefined ? undefined : Math.min(min, each),
  );
}

function spreadOver(read: Reader, domain: keyof typeof TOPOLOGY): PlacementSpread {
  const isDomain = (field: Field): boolean =>
    (TOPOLOGY[domain] as readonly string[]).includes(valueOf(field.at("topologyKey").string()) ?? "");
  const apart = read
    .field(`${POD}.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution`)
    .items()
    .find((term) => isDomain(term) && keepsOwnPodsApart(term, read.resource) === true);
  if (apart) return { kind: "one-each" };
  const constraint = read
    .field(`${POD}.topologySpreadConstraints`)
    .items()
    .find(
      (candidate) =>
        isDomain(candidate) &&
        // ScheduleAnyway is a wish: when a zone is tight, all pods go to the others.
        valueOf(candidate.at("whenUnsatisfiable").string()) !== "ScheduleAnyway" &&
        selects(candidate.at("labelSelector"), read),
    );
  if (!constraint) return { kind: "together" };
  return {
    kind: "skew",
    maxSkew: valueOf(constraint.at("maxSkew").number()) ?? 1,
    minDomains: valueOf(constraint.at("minDomains").number()) ?? 1,
  };
}

/** Whether a selector means the workload's own pods; a constraint that counts other pods spreads nothing. */
function selects(selector: Field, read: Reader): boolean {
  const wanted = labelsOf(selector.at("matchLabels"));
  if (wanted.length === 0) return selector.at("matchExpressions").state !== "absent";
  const own = new Set(labelsOf(read.field("spec.template.metadata.labels")));
  return wanted.every((label) => own.has(label));
}

/** What a disruption budget keeps; nothing is promised without one. */
function keptBy(budget: PlannedResource | undefined, units: number | undefined): number | undefined {
  if (budget === undefined || units === undefined) return undefined;
  const amount = (path: string): number | undefined => {
    const field = budget.inputs.at(path);
    const text = valueOf(field.string());
    if (text?.endsWith("%") === true) return Math.ceil((units * Number.parseFloat(text)) / 100);
    return valueOf(field.number());
  };
  const minimum = amount("spec.minAvailable");
  if (minimum !== undefined) return Math.min(units, minimum);
  const away = amount("spec.maxUnavailable");
  return away === undefined ? undefined : Math.max(0, units - away);
}

/** `key=value` for each label that is known. */
function labelsOf(labels: Field): readonly string[] {
  return labels.keys().flatMap((name) => {
    const value = valueOf(labels.key(name).string());
    return value === undefined ? [] : [`${name}=${value}`];
  });
}

function firstLabel(budget: PlannedResource): string {
  return labelsOf(budget.inputs.at("spec.selector.matchLabels"))[0] ?? "";
}

/** What an autoscaler scales: the workload that its target is computed from, or one of that kind and name. */
function scaled(autoscaler: PlannedResource): string {
  const [target] = autoscaler.dependenciesOf("spec").filter(({ type }) => isOneOf(REPLICATED_WORKLOAD, type));
  if (target) return target.urn;
  const name = valueOf(autoscaler.inputs.at("spec.scaleTargetRef.name").string());
  // KEDA means a Deployment where it is not told.
  const kind = valueOf(autoscaler.inputs.at("spec.scaleTargetRef.kind").string()) ?? "Deployment";
  return `${spaceOf(autoscaler)}/${kind}/${name ?? ""}`;
}

function identity(workload: PlannedResource): string {
  const kind = workload.type.slice(workload.type.lastIndexOf(":") + 1);
  const name = valueOf(workload.inputs.at("metadata.name").string()) ?? workload.name;
  return `${spaceOf(workload)}/${kind}/${name}`;
}

/** The cluster, by its provider, and the namespace: names and labels mean nothing outside of it. */
function spaceOf({ provider, inputs }: PlannedResource): string {
  return `${provider?.urn ?? ""}/${valueOf(inputs.at("metadata.namespace").string()) ?? "default"}`;
}
