import { grouped } from "../graph/grouped";
import type { Graph } from "../graph/types";
import { GLOBAL, UNKNOWN_REGION } from "../graph/types";
import { datasetsOf, holderOf } from "./datasets";
import { dnsOf } from "./dns";
import { answerOf } from "./dns-answer";
import { egressOf } from "./egress";
import type { ServiceOptions } from "./services";
import { servicesOf } from "./services";
import type { Dns, CrossRegionSecret, Model, RegionModel, ServiceModel } from "./types";
import { kindOf } from "./types";

/** The graph by region, with what serves, what is kept, and what clients are answered. */
export function buildModel(graph: Graph, options: ServiceOptions): Model {
  const { datasets, copies } = datasetsOf(graph);
  const services = servicesOf(graph, copies, options);
  const dns = dnsOf(graph);
  const regions = regionsOf(graph, { services, datasets, egress: egressOf(graph) });
  const active = activeOf(dns, regions);
  return {
    graph,
    regions,
    dns,
    active,
    unplaced: [...graph.nodes.values()].filter(
      ({ tier, region }) => tier !== undefined && region === UNKNOWN_REGION,
    ),
    demand: demandOf(regions, active),
    crossRegionSecrets: crossRegionSecretsOf(graph),
  };
}

type Parts = Pick<RegionModel, "services" | "datasets" | "egress">;

function regionsOf(graph: Graph, { services, datasets, egress }: Parts): ReadonlyMap<string, RegionModel> {
  const nodes = grouped(
    [...graph.nodes.values()].filter(({ tier, region }) => tier !== undefined && region !== GLOBAL),
    ({ region }) => region,
  );
  const [byService, byDataset, byPath] = [
    grouped(services, ({ region }) => region),
    grouped(datasets, ({ region }) => region),
    grouped(egress, ({ subnet }) => subnet.region),
  ];
  return new Map(
    [...nodes]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, members]) => [
        name,
        {
          name,
          zones: [...new Set(members.flatMap(({ zones }) => zones.names))].sort(),
          services: byService.get(name) ?? [],
          datasets: byDataset.get(name) ?? [],
          egress: byPath.get(name) ?? [],
        },
      ]),
  );
}

/** The regions that clients are answered with; where no record says so, those that run the application. */
function activeOf(dns: Dns, regions: ReadonlyMap<string, RegionModel>): readonly string[] {
  const answered = dns.publicNames.flatMap((group) => answerOf(dns, group, new Set()).regions);
  const running = [...regions.values()].filter(({ services }) => services.some(({ tier }) => tier === "app"));
  const names =
    answered.length > 0
      ? answered
      : (running.length > 0 ? running : [...regions.values()]).map(({ name }) => name);
  return [...new Set(names)].sort();
}

function demandOf(regions: ReadonlyMap<string, RegionModel>, active: readonly string[]): Model["demand"] {
  const services = active.flatMap((name): readonly ServiceModel[] => regions.get(name)?.services ?? []);
  return new Map(
    [...grouped(services, kindOf)].map(([kind, all]) => [
      kind,
      all.reduce<number | undefined>(
        (sum, { needed }) => (sum === undefined || needed === undefined ? undefined : sum + needed),
        0,
      ),
    ]),
  );
}

function crossRegionSecretsOf(graph: Graph): Model["crossRegionSecrets"] {
  const found = graph.crossRegionReferences.flatMap(
    ({ to, toRegion, fromRegion }): { in: string; secret: CrossRegionSecret }[] => {
      const node = graph.nodes.get(to);
      return node?.tier === "secrets"
        ? [{ in: toRegion, secret: { ...holderOf(node), by: fromRegion } }]
        : [];
    },
  );
  return new Map(
    [...grouped(found, (each) => each.in)].map(([region, found]) => [
      region,
      found.map(({ secret }) => secret),
    ]),
  );
}
