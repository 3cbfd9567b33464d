/** What happens when a whole region is lost: who answers, with what capacity, what data, which secrets. */
import type { UnitRange } from "../arithmetic";
import { add, exactly } from "../arithmetic";
import { grouped } from "../graph/grouped";
import { UNKNOWN_REGION } from "../graph/types";
import { answerOf } from "../model/dns-answer";
import type { Model, RegionModel, ServiceModel } from "../model/types";
import { kindOf } from "../model/types";
import { counted, plural } from "./counted";
import { dataOutcomes } from "./data";
import { dnsOutcomes, standbyDnsOutcomes } from "./dns";
import { egressElsewhere } from "./egress";
import { leftOf } from "./left";
import { secretOutcomes } from "./secrets";
import type { LostLocations, Outcome } from "./types";

/** The outcomes of the loss of `region`, and of whatever else `dead` holds. */
export function regionOutcomes(model: Model, region: RegionModel, dead: LostLocations): readonly Outcome[] {
  const unplaced = unplacedOf(model);
  if (region.name === UNKNOWN_REGION) return unplaced;
  if (!model.active.includes(region.name)) {
    return [...standbyDnsOutcomes(model, region, dead), ...standbyOutcomes(model, region)];
  }
  const takeover = takeoverOf(model, region, dead);
  const outcomes = [
    ...dnsOutcomes(model, region, dead),
    ...serviceOutcomes(model, region, takeover, dead),
    ...region.datasets
      .filter(({ tier }) => tier !== "cache")
      .map((dataset) => dataOutcomes(model, dataset, takeover, dead)),
    ...egressElsewhere(region, takeover, dead),
    ...secretOutcomes(model, region, takeover, dead),
  ];
  // What cannot be placed is lost with the region, or stands in for it.
  const open = new Set(unplaced.map(({ tier }) => tier));
  if (open.has("load-balancer")) open.add("dns");
  return [...outcomes.filter(({ tier }) => !open.has(tier)), ...unplaced];
}

/** What may be lost with any region, for all that is known of it. */
function unplacedOf({ unplaced }: Model): readonly Outcome[] {
  return unplaced.flatMap(({ tier, name, urn }): readonly Outcome[] =>
    tier === undefined
      ? []
      : [{ tier, name, urn, verdict: "unknown", cell: "unknown", because: `the region of ${name}`, fix: "" }],
  );
}

/** The regions that serve instead: those that clients are answered with, or those that run the application. */
export function takeoverOf(
  model: Model,
  { name }: RegionModel,
  { regions: dead }: LostLocations,
): readonly RegionModel[] {
  const answered = model.dns.publicNames
    .filter((group) => answerOf(model.dns, group, new Set()).regions.includes(name))
    .flatMap((group) => answerOf(model.dns, group, dead).regions);
  if (answered.length > 0) return [...new Set(answered)].flatMap((region) => model.regions.get(region) ?? []);
  const alive = [...model.regions.values()].filter((region) => !dead.has(region.name));
  const running = alive.filter(({ services }) => services.some(({ tier }) => tier === "app"));
  return running.length > 0 ? running : alive;
}

/** Nothing is served from a standby, so nothing is lost with it but the way to fail over. */
function standbyOutcomes(model: Model, region: RegionModel): readonly Outcome[] {
  const serving = model.active.join(", ");
  const tiers = new Set([...region.services, ...region.datasets].map(({ tier }) => tier));
  return [...tiers].map((tier) => ({
    tier,
    name: region.name,
    urn: undefined,
    verdict: "survives",
    cell: "standby",
    because: `${region.name} is a standby; clients are answered with ${serving}`,
    fix: "",
  }));
}

/** What stands ready elsewhere for each service that is lost; the database is judged by its copies. */
function serviceOutcomes(
  model: Model,
  region: RegionModel,
  takeover: readonly RegionModel[],
  dead: LostLocations,
): readonly Outcome[] {
  const lost = region.services.filter(({ tier }) => tier !== "database");
  return [...grouped(lost, kindOf)].flatMap(([kind, [first]]) => {
    if (!first) return [];
    const of = (regions: readonly RegionModel[]): readonly ServiceModel[] =>
      regions.flatMap(({ services }) =>
        services.filter(({ tier, unit }) => tier === first.tier && unit === first.unit),
      );
    if (first.tier === "app") {
      const serving = model.active.flatMap((name) => model.regions.get(name) ?? []);
      const elsewhere = [...new Set([...takeover, ...serving])].filter(({ name }) => !dead.regions.has(name));
      return [capacityOutcome(first, of(elsewhere), { needed: model.demand.get(kind), elsewhere, dead })];
    }
    const copied = first.tier === "cache" ? copiedCache(region, first, takeover) : undefined;
    if (copied) return [copied];
    // A load balancer or a cache helps only where clients are sent: the region with the least of it decides.
    const standing = takeover.map((other) => {
      const services = of([other]);
      return { other, services, min: remaining(services, dead).min };
    });
    const [worst] = standing.sort((one, other) => one.min - other.min);
    const elsewhere = worst ? [worst.other] : [];
    return [capacityOutcome(first, worst?.services ?? [], { needed: first.needed, elsewhere, dead })];
  });
}

/** What is left of services of one kind together. */
function remaining(services: readonly ServiceModel[], { zones }: LostLocations): UnitRange {
  return services.map((service) => leftOf(service, zones)).reduce(add, exactly(0));
}

/** A cache that another one follows is not empty there (ElastiCache Global Datastore). */
function copiedCache(
  region: RegionModel,
  { tier, name, urn }: ServiceModel,
  takeover: readonly RegionModel[],
): Outcome | undefined {
  const copies = region.datasets
    .filter((dataset) => dataset.urn === urn)
    .flatMap((dataset) => dataset.copies);
  const copy = copies.find((each) => takeover.some((other) => other.name === each.region));
  if (!copy) return undefined;
  const cell = `async copy in ${copy.region}`;
  return {
    tier,
    name,
    urn,
    verdict: "survives",
    cell,
    because: cell,
    fix: "",
    data: "async",
    takeover: copy.takeover,
  };
}

interface Standing {
  readonly needed: number | undefined;
  readonly elsewhere: readonly RegionModel[];
  readonly dead: LostLocations;
}

function capacityOutcome(
  lost: ServiceModel,
  standing: readonly ServiceModel[],
  { needed, elsewhere, dead }: Standing,
): Outcome {
  const places = elsewhere.map(({ name }) => name).join(", ");
  const { tier, name, urn, unit } = lost;
  const [first] = standing;
  if (!first) {
    return {
      tier,
      name,
      urn,
      verdict: "lost",
      cell: "none elsewhere",
      because: `${name} has no counterpart in ${places === "" ? "any other region" : places}`,
      fix: `run ${name} in ${places === "" ? "a second region" : places} too`,
    };
  }
  const left = remaining(standing, dead);
  const outcome = counted(
    // What is needed is unknown when the sure minimum of what is lost is.
    { ...first, needed, members: [...lost.members, ...first.members] },
    {
      left,
      arithmetic: `${left.min} ${plural(unit, left.min)} are sure to run in ${places}`,
      fix: `raise the sure minimum of ${first.name} in ${first.region} to ${needed ?? "what is needed"}`,
    },
  );
  if (tier !== "cache") return outcome;
  const cell = outcome.verdict === "survives" ? `${outcome.cell} (empty)` : outcome.cell;
  return { ...outcome, data: "none", cell };
}
