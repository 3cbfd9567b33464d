import { worldwide, type PulumiPlan } from "../../plan/plan";
import { defineCheck, ok, short, type Requirement } from "../check";
import type { Demand } from "./demand";
import { quotaCatalogue, type Quota } from "./quota-catalogue";

export interface QuotaRequirement extends Requirement {
  readonly quota: Quota;
  readonly demand: Demand;
}

/** What a plan needs of each quota, per region: those of which it needs nothing are left out. */
export function quotaRequirements(plan: PulumiPlan): readonly QuotaRequirement[] {
  return quotaCatalogue
    .flatMap((quota) =>
      (quota.scope === worldwide ? [worldwide] : plan.regions()).map((region) => {
        const demand = quota.demand(plan, region);
        return { region, subject: quota.name, needed: describeDemand(demand), quota, demand };
      }),
    )
    .filter(({ demand }) => demand.duringRefresh > 0);
}

export const quotas = defineCheck<QuotaRequirement>({
  name: "quota",
  requirements: quotaRequirements,
  async answer({ region, quota, demand }, { account }) {
    const { serviceCode, quotaCode, defaultValue, used: counter } = quota;
    const [applied, used] = await Promise.all([
      account.quota(region, serviceCode, quotaCode),
      counter === undefined ? 0 : account.used(region, counter),
    ]);
    const value = applied ?? defaultValue;
    const source = applied === undefined ? " by AWS's documentation" : "";
    const found = `${value}${source}${counter === undefined ? "" : `, ${used} in use`}`;
    const wanted = used + Math.max(demand.atRest, demand.atMaximum, demand.duringRefresh);
    if (wanted <= value) return ok(found);
    return short(found, `raise quota ${serviceCode} ${quotaCode} to ${wanted}`);
  },
});

/** One figure where all phases are alike. */
function describeDemand({ atRest, atMaximum, duringRefresh }: Demand): string {
  if (atRest === atMaximum && atMaximum === duringRefresh) return String(atRest);
  if (atMaximum === duringRefresh) return `${atRest}, ${atMaximum} at maximum`;
  return `${atRest}, ${atMaximum} at maximum, ${duringRefresh} in a refresh`;
}
