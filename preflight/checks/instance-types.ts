import { fleetsOf } from "../../plan/fleets";
import { defineCheck, ok, short, type Requirement } from "../check";
import { zonesOf } from "./places";

interface InstanceTypeRequirement extends Requirement {
  readonly zones: readonly string[];
}

/** Whether every zone of the plan can start the instances that it asks for. */
export const instanceTypes = defineCheck<InstanceTypeRequirement>({
  name: "instance type",
  requirements(plan) {
    const wanted = fleetsOf(plan).flatMap(({ region, instanceTypes: types }) =>
      types.map((type) => ({ region, type })),
    );
    const unique = new Map(wanted.map((one) => [`${one.region} ${one.type}`, one]));
    return [...unique.values()].map(({ region, type }) => {
      const zones = zonesOf(plan, region);
      return { region, subject: type, needed: `offered in ${zones.join(", ")}`, zones };
    });
  },
  async answer({ region, subject, zones }, { account }) {
    const [offering, all] = await Promise.all([
      account.zonesWithInstanceType(region, subject),
      account.zones(region),
    ]);
    // A zone that the plan names by its id is asked for by the account's name for it.
    const nameOf = (zone: string) => all.find(({ id }) => id === zone)?.name ?? zone;
    const without = zones.filter((zone) => !offering.includes(nameOf(zone)));
    if (without.length === 0) return ok(`offered in ${offering.join(", ")}`);
    if (offering.length === 0) return short("not offered in the region", "choose another instance type");
    const both = offering.map((name) => {
      const id = all.find((zone) => zone.name === name)?.id;
      return id === undefined ? name : `${name} (${id})`;
    });
    return short(
      `not offered in ${without.join(", ")}`,
      `choose another instance type, or zones of: ${both.join(", ")}`,
    );
  },
});
