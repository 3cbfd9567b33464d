/** The health checks that a plan of ARC Region switch vends: one for each region and each name. */
import { createHash } from "node:crypto";
import { text } from "../../values";
import type { Props } from "../../wire";
import type { AwsAccount } from "../account";
import { blocksOf, regionsOf } from "./plan";

export interface VendedCheck {
  readonly region: string;
  readonly hostedZoneId: string;
  readonly recordName: string;
  readonly healthCheckId: string;
}

export function vendedChecks(planArn: string, plan: Props): VendedCheck[] {
  return blocksOf(plan)
    .filter(({ type }) => type === "Route53HealthCheck")
    .flatMap(({ config = {} }) => {
      const hostedZoneId = text(config["hostedZoneId"]) ?? "";
      const recordName = text(config["recordName"]) ?? "";
      return regionsOf(plan).map((region) => ({
        region,
        hostedZoneId,
        recordName,
        healthCheckId: idOf(`${planArn} ${hostedZoneId} ${recordName} ${region}`),
      }));
    });
}

/** Answers the provider's data source of the same name. */
export function route53HealthChecks(account: AwsAccount, args: Props): Props {
  const planArn = text(args["planArn"]) ?? "";
  const plan = account.byArn(planArn);
  const primary = text(plan?.outputs["primaryRegion"]);
  const healthChecks = vendedChecks(planArn, plan?.outputs ?? {}).map((check) => ({
    region: check.region,
    hostedZoneId: check.hostedZoneId,
    recordName: check.recordName,
    healthCheckId: check.healthCheckId,
    // The passive Region begins unhealthy.
    status: check.region === primary ? "healthy" : "unhealthy",
  }));
  return { planArn, region: text(args["region"]) ?? "us-east-1", healthChecks };
}

/** Ids of health checks are UUIDs. */
function idOf(salt: string): string {
  const hex = createHash("sha256").update(salt).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    "-",
  );
}
