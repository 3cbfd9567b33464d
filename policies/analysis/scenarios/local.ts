/** What happens inside one region: a node dies, a node is drained, a zone is lost. */
import type { RegionModel, ServiceModel } from "../model/types";
import { counted, described, lossArithmetic } from "./counted";
import { egressOutcomes } from "./egress";
import { drainFix, hostFix, zoneFix } from "./fixes";
import { leftOf, leftWhileDrained, leftWithoutHost } from "./left";
import type { Outcome } from "./types";

/** The outcomes in `region` of the loss of its zones `zones`. */
export function zoneOutcomes(region: RegionModel, zones: ReadonlySet<string>): readonly Outcome[] {
  const names = [...zones].sort().join(" and ");
  return [
    ...region.services.map((service) => {
      const left = leftOf(service, zones);
      const outcome = counted(service, {
        left,
        arithmetic: lossArithmetic(service, names, left),
        fix: zoneFix(service),
      });
      return stored(service, outcome);
    }),
    ...region.datasets
      .filter(({ tier }) => tier === "object-store")
      .map(({ name, urn, tier }) => ({
        tier,
        name,
        urn,
        verdict: zones.size === 1 ? ("survives" as const) : ("unknown" as const),
        cell: zones.size === 1 ? "kept by S3" : "unknown",
        because: "S3 keeps every object in at least three zones",
        fix: "",
        data: "sync" as const,
      })),
    ...egressOutcomes(region, zones),
  ];
}

/** The outcomes of the loss of the host that hurts most, in each service. */
export function nodeOutcomes(region: RegionModel): readonly Outcome[] {
  return region.services
    .filter(({ tier }) => tier !== "load-balancer")
    .map((service) => {
      const left = leftWithoutHost(service, hostsOf(region, service));
      const arithmetic = lossArithmetic(service, "one node", left);
      return stored(service, counted(service, { left, arithmetic, fix: hostFix(service) }));
    });
}

/** The outcomes of draining one host, in each service. */
export function drainOutcomes(region: RegionModel): readonly Outcome[] {
  return region.services
    .filter(({ tier }) => tier === "app")
    .map((service): Outcome => {
      const left = leftWhileDrained(service, hostsOf(region, service));
      const arithmetic = lossArithmetic(service, "the drain", left);
      const outcome = counted(service, { left, arithmetic, fix: drainFix(service) });
      if (!service.members.some(({ facts }) => facts.drainBlocked)) return outcome;
      return {
        ...outcome,
        verdict: "lost",
        cell: "drain never ends",
        because: `the disruption budget of ${service.name} gives up none of its ${described(service)}, so a drain never ends`,
        fix: drainFix(service),
      };
    });
}

/** Kubernetes hosts are the nodes of the region's node groups; everything else brings its own. */
function hostsOf(region: RegionModel, { unit }: ServiceModel): number | undefined {
  if (unit !== "pod") return undefined;
  const nodes = region.services
    .filter((service) => service.unit === "node")
    .flatMap(({ members }) => members);
  const units = nodes.flatMap(({ capacity }) => capacity?.units ?? []);
  return units.length === 0 ? undefined : units.reduce((sum, each) => sum + each, 0);
}

/** What is left of the data of a store that serves: everything, when another zone has it; else what was saved. */
function stored(service: ServiceModel, outcome: Outcome): Outcome {
  if (service.tier !== "database" && service.tier !== "cache") return outcome;
  const [member] = service.members;
  const takeover = member?.facts.takeover;
  if (outcome.verdict === "survives") {
    const cell = service.tier === "database" ? "standby takes over" : outcome.cell;
    return { ...outcome, cell, data: "sync", ...(takeover !== undefined && { takeover }) };
  }
  const data =
    member?.facts.takeover === "aurora" ? "sync" : member?.facts.keepsBackups === "yes" ? "backup" : "none";
  return { ...outcome, data };
}
