/** Regions and zones: whether the account may use them, and what the zones are called. */
import { textAt } from "../../plan/inputs";
import type { PulumiPlan } from "../../plan/plan";
import { defineCheck, ok, short, type Requirement } from "../check";

export const regions = defineCheck({
  name: "region",
  requirements: (plan) =>
    plan.regions().map((region) => ({ region, subject: "Region", needed: "usable by the account" })),
  async answer({ region }, { account }) {
    const status = (await account.optInStatus()).get(region);
    if (status === "opt-in-not-required" || status === "opted-in") return ok(status);
    return short(
      status ?? "AWS knows no region of that name",
      status === undefined
        ? "correct the region's name"
        : `aws account enable-region --region-name ${region}`,
    );
  },
});

interface ZoneRequirement extends Requirement {
  /** Names or ids. */
  readonly zones: readonly string[];
}

/** The zones that the subnets of a region name, by name or by id. */
export function zonesOf(plan: PulumiPlan, region: string): readonly string[] {
  const named = plan
    .ofType("aws:ec2/subnet:Subnet")
    .filter((subnet) => subnet.region === region)
    .map((subnet) => textAt(subnet, "availabilityZone") ?? textAt(subnet, "availabilityZoneId"));
  return [...new Set(named.filter((zone) => zone !== undefined))].sort();
}

export const zones = defineCheck<ZoneRequirement>({
  name: "zone",
  requirements: (plan) =>
    plan
      .regions()
      .map((region) => ({ region, zones: zonesOf(plan, region) }))
      .filter((one) => one.zones.length > 0)
      .map((one) => ({ ...one, subject: "Availability zones", needed: one.zones.join(", ") })),
  async answer({ region, zones: wanted }, { account }) {
    const offered = await account.zones(region);
    const matches = wanted.map((zone) => offered.find(({ name, id }) => name === zone || id === zone));
    const missing = wanted.filter((_, at) => matches[at]?.isAvailable !== true);
    const found = matches.filter((zone) => zone !== undefined).map(({ name, id }) => `${name} is ${id}`);
    if (missing.length === 0) return ok(found.join(", "));
    const free = offered.filter(({ isAvailable }) => isAvailable).map(({ name, id }) => `${name} (${id})`);
    return short(`not for this account: ${missing.join(", ")}`, `choose zones of: ${free.join(", ")}`);
  },
});
