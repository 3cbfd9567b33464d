import { isTrueAt } from "../../plan/inputs";
import { defineCheck, note, short } from "../check";
import { standardInstanceQuota } from "./quota-catalogue";

/** Clusters that start their own instances: how many depends on the pods, so no plan says what it needs of the quota. */
export const autoMode = defineCheck({
  name: "quota",
  requirements: (plan) =>
    plan
      .ofType("aws:eks/cluster:Cluster")
      .filter((cluster) => isTrueAt(cluster, "computeConfig", "enabled"))
      .map(({ region = "" }) => ({
        region,
        subject: "vCPUs for the pods of EKS Auto Mode",
        needed: "as many as the pods ask for",
      })),
  async answer({ region }, { account }) {
    const { serviceCode, quotaCode, defaultValue } = standardInstanceQuota;
    const [applied, used] = await Promise.all([
      account.quota(region, serviceCode, quotaCode),
      account.used(region, "standardVCpus"),
    ]);
    const value = applied ?? defaultValue;
    const found = `${value}, ${used} in use`;
    const ask = `raise quota ${serviceCode} ${quotaCode} to the CPU requests of all pods at their maximum, and half as much again`;
    // Auto Mode's smallest instance has two.
    return value - used < 2 ? short(found, ask) : note(found, `if that is too few, ${ask}`);
  },
});
