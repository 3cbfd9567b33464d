/** What clients are answered when a region is gone. */
import { isRouted } from "../model/dns";
import { answerOf, whyStale } from "../model/dns-answer";
import { whyUnhealthy } from "../model/health-checks";
import type { DnsGroup, Model, RegionModel } from "../model/types";
import type { LostLocations, Outcome } from "./types";

/** One outcome for each name that was answered with the lost region. */
export function dnsOutcomes(model: Model, region: RegionModel, dead: LostLocations): readonly Outcome[] {
  const names = model.dns.publicNames.filter((group) =>
    answerOf(model.dns, group, new Set()).regions.includes(region.name),
  );
  const outcomes = [...names.map((group) => outcomeOf(model, group, region, dead)), ...unsaid(model, region)];
  if (outcomes.length > 0) return outcomes;
  const exposed = region.services.find(
    ({ tier, members }) => tier === "load-balancer" && members.every(({ facts }) => facts.internal !== true),
  );
  if (!exposed) return [];
  return [
    {
      tier: "dns",
      name: exposed.name,
      urn: exposed.urn,
      verdict: "unknown",
      cell: "unknown",
      because: `the DNS record that leads to ${exposed.name}`,
      fix: "",
    },
  ];
}

/**
 * One outcome for each name that a region which is well loses with a standby: its record depends on something there, as a switch in
 * the standby does that is read the wrong way round.
 */
export function standbyDnsOutcomes(
  { dns }: Model,
  standby: RegionModel,
  dead: LostLocations,
): readonly Outcome[] {
  return dns.publicNames.flatMap((group): readonly Outcome[] => {
    const served = answerOf(dns, group, new Set()).regions.filter((region) => !dead.regions.has(region));
    const { regions: left } = answerOf(dns, group, dead.regions);
    const away = served.find((region) => !left.includes(region));
    if (away === undefined) return [];
    const record = group.records.find(({ regions }) => regions.includes(away));
    const check = record?.node.facts.dns?.healthCheck;
    const why = whyUnhealthy(check, dns.healthChecks, standby.name);
    return [
      {
        tier: "dns",
        name: group.name,
        urn: record?.node.urn,
        verdict: "lost",
        cell: `leaves ${away}`,
        because: `${group.name} leaves ${away}, which is well${why === undefined ? "" : `, because ${why}`}`,
        fix: "let what the record depends on count as healthy when the standby says nothing: insufficientDataHealthStatus LastKnownStatus of an alarm's check, invertHealthcheck of an endpoint's",
      },
    ];
  });
}

/** Distributions that may or may not ask an origin of the lost region. */
function unsaid(model: Model, region: RegionModel): readonly Outcome[] {
  return [...model.dns.groups.values()]
    .flatMap(({ records }) => records)
    .filter(({ oneOf }) => oneOf.includes(region.name))
    .map(({ node: { name, urn } }) => ({
      tier: "dns",
      name,
      urn,
      verdict: "unknown",
      cell: "unknown",
      because: `which of its origins ${name} asks`,
      fix: "",
    }));
}

function outcomeOf(model: Model, group: DnsGroup, region: RegionModel, dead: LostLocations): Outcome {
  const { regions, stale, outside } = answerOf(model.dns, group, dead.regions);
  const [forgotten] = stale;
  const base = { tier: "dns" as const, name: group.name };
  if (forgotten) {
    const { name, urn, facts } = forgotten.node;
    if (facts.dns?.policy === "delivery") {
      return {
        ...base,
        urn,
        verdict: "lost",
        name,
        cell: `still ${region.name}`,
        because: `${name} asks an origin of ${region.name} only`,
        fix: `let ${name} ask a name that fails over, or an origin group with an origin of another region`,
      };
    }
    const routed = isRouted(forgotten.node);
    return {
      ...base,
      urn,
      verdict: "lost",
      name,
      cell: `still ${region.name}`,
      because: routed
        ? `${group.name} goes on answering with ${region.name}, because ${whyStale(model.dns, group, forgotten, dead.regions)}`
        : `${group.name} is a plain record of ${region.name}, with nothing to fail over to`,
      fix: routed
        ? facts.dns?.hasHealthCheck === true
          ? `give each record of ${group.name} a health check that asks the region which the record leads to`
          : `set healthCheckId of ${name}`
        : `replace ${name} by a failover pair (failoverRoutingPolicies) with healthCheckId and a second region`,
    };
  }
  if (regions.length > 0) {
    const cell = `answers ${regions.join(", ")}`;
    return { ...base, urn: undefined, verdict: "survives", cell, because: cell, fix: "" };
  }
  const [record] = group.records;
  const [away] = outside;
  if (away) {
    const { name, urn } = away.node;
    return {
      ...base,
      urn,
      verdict: "unknown",
      name,
      cell: "unknown",
      because: `where ${name} leads`,
      fix: "",
    };
  }
  return {
    ...base,
    urn: record?.node.urn,
    verdict: "lost",
    cell: "no answer",
    because: `every record of ${group.name} leads to ${[...dead.regions].sort().join(" or ")}`,
    fix: `point the SECONDARY record of ${group.name} to a load balancer of another region`,
  };
}
