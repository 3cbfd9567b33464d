/** What happens when a whole region is lost: who answers, with what capacity, what data, which secrets. */
import { add, exactly } from "../arithmetic";
import { grouped } from "../graph/grouped";
import { answerOf } from "../model/dns";
import type { Model, Region, Service } from "../model/types";
import { kindOf } from "../model/types";
import { counted, plural } from "./counted";
import { dataOutcomes } from "./data";
import { dnsOutcomes } from "./dns";
import { leftOf } from "./left";
import { zoneOutcomes } from "./local";
import { secretOutcomes } from "./secrets";
import type { Dead, Outcome } from "./types";

/** The outcomes of the loss of `region`, and of whatever else `dead` holds. */
export function regionOutcomes(model: Model, region: Region, dead: Dead): readonly Outcome[] {
  if (!model.active.includes(region.name)) return standbyOutcomes(model, region);
  const takeover = takeoverOf(model, region, dead);
  return [
    ...dnsOutcomes(model, region, dead),
    ...serviceOutcomes(model, region, takeover, dead),
    ...region.datasets
      .filter(({ tier }) => tier !== "cache")
      .map((dataset) => dataOutcomes(model, dataset, takeover, dead)),
    ...egressOutcomes(region, takeover, dead),
    ...secretOutcomes(model, region, takeover, dead),
  ];
}

/** The regions that serve instead: those that the world is answered with, or those that run the application. */
export function takeoverOf(model: Model, { name }: Region, { regions: dead }: Dead): readonly Region[] {
  const answered = model.dns.entries
    .filter((group) => answerOf(model.dns, group, new Set()).regions.includes(name))
    .flatMap((group) => answerOf(model.dns, group, dead).regions);
  if (answered.length > 0) return [...new Set(answered)].flatMap((region) => model.regions.get(region) ?? []);
  const alive = [...model.regions.values()].filter((region) => !dead.has(region.name));
  const running = alive.filter(({ services }) => services.some(({ tier }) => tier === "app"));
  return running.length > 0 ? running : alive;
}

/** Nothing is served from a standby, so nothing is lost with it but the way to fail over. */
function standbyOutcomes(model: Model, region: Region): readonly Outcome[] {
  const serving = model.active.join(", ");
  const tiers = new Set([...region.services, ...region.datasets].map(({ tier }) => tier));
  return [...tiers].map((tier) => ({
    tier,
    name: region.name,
    urn: undefined,
    verdict: "survives",
    cell: "standby",
    because: `${region.name} is a standby; the world is answered with ${serving}`,
    fix: "",
  }));
}

/** The capacity that stands ready elsewhere, against what all serving regions need together. */
function serviceOutcomes(
  model: Model,
  region: Region,
  takeover: readonly Region[],
  dead: Dead,
): readonly Outcome[] {
  const elsewhere = [
    ...new Set([...takeover, ...model.active.flatMap((name) => model.regions.get(name) ?? [])]),
  ].filter(({ name }) => !dead.regions.has(name));
  const lost = region.services.filter(({ tier }) => tier !== "database");
  return [...grouped(lost, kindOf)].flatMap(([kind, services]) => {
    const [first] = services;
    if (!first) return [];
    const standing = elsewhere.flatMap((other) =>
      other.services.filter((service) => kindOf(service) === kind),
    );
    return [judged(first, standing, { needed: model.demand.get(kind), elsewhere, dead })];
  });
}

interface Standing {
  readonly needed: number | undefined;
  readonly elsewhere: readonly Region[];
  readonly dead: Dead;
}

function judged(lost: Service, standing: readonly Service[], { needed, elsewhere, dead }: Standing): Outcome {
  const places = elsewhere.map(({ name }) => name).join(", ");
  const { unit } = lost;
  if (standing.length === 0) {
    const where = places === "" ? "any other region" : places;
    return {
      tier: lost.tier,
      name: lost.name,
      urn: lost.urn,
      verdict: "lost",
      cell: `${lost.name}: none elsewhere`,
      because: `${lost.name} has no counterpart in ${where}`,
      fix: `run ${lost.name} in ${places === "" ? "a second region" : places} too`,
    };
  }
  const left = standing.map((service) => leftOf(service, dead.zones)).reduce(add, exactly(0));
  const [first = lost] = standing;
  const outcome = counted(
    { ...first, needed },
    {
      left,
      arithmetic: `${left.least} ${plural(unit, left.least)} are sure to run in ${places}`,
      fix: `raise the sure minimum of ${first.name} in ${first.region} to ${needed ?? "what is needed"}`,
    },
  );
  if (lost.tier !== "cache") return outcome;
  return {
    ...outcome,
    data: "none",
    ...(outcome.verdict === "survives" && { cell: `${outcome.cell}, empty` }),
  };
}

function egressOutcomes(region: Region, takeover: readonly Region[], dead: Dead): readonly Outcome[] {
  const [path] = region.egress;
  if (!path) return [];
  const outcomes = takeover.flatMap((other) =>
    zoneOutcomes(other, dead.zones).filter(({ tier }) => tier === "egress"),
  );
  if (outcomes.length > 0) return outcomes;
  const places = takeover.map(({ name }) => name).join(", ");
  return [
    {
      tier: "egress",
      name: path.subnet.name,
      urn: path.subnet.urn,
      verdict: takeover.length > 0 ? "unknown" : "lost",
      cell: takeover.length > 0 ? "unknown" : "none elsewhere",
      because: takeover.length > 0 ? `the way out of ${places}` : "no region is left that has a way out",
      fix: takeover.length > 0 ? "" : "plan a second region with its own NAT gateways",
    },
  ];
}
