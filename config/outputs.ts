import type * as pulumi from "@pulumi/pulumi";
import { z } from "zod";

const name = z.string().min(1);

/** What moves a region's traffic away, and back; it is operated outside the region. */
const trafficSwitch = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("alarm"),
    /** Unhealthy while the traffic is away. */
    healthCheckId: name,
    /** The regions in which it can be operated: `aws cloudwatch put-metric-data`, 1 takes the traffic away, 0 gives it back. */
    operatedIn: z.array(name).min(1),
    namespace: name,
    metricName: name,
    dimensions: z.record(name, name),
  }),
  z.strictObject({
    kind: z.literal("region-switch"),
    healthCheckId: name,
    /** `aws arc-region-switch start-plan-execution`, which activates the region that it is sent to. */
    planArn: name,
    operatedIn: z.array(name).min(1),
  }),
]);

/** One region of the running platform. */
const region = z.strictObject({
  name,
  role: z.enum(["active", "standby", "fenced"]),
  loadBalancerDnsName: name,
  /** Where the application runs on EC2. */
  autoScalingGroup: name.optional(),
  databaseEndpoint: name.optional(),
  cacheEndpoint: name.optional(),
  bucket: name,
  /** What the application calls others from: for their lists of allowed addresses. */
  egressAddresses: z.array(name).optional(),
  /** Rings while the region would not serve as it should; left out where nothing can tell. */
  impairedAlarmArn: name.optional(),
  /** Left out where Route 53 follows the health of the regions by itself. */
  switch: trafficSwitch.optional(),
});

/** What `pulumi stack output` shows, and what drills read. Holds no secret. */
export const outputsSchema = z.strictObject({
  /** Where the platform answers. */
  url: z.url({ protocol: /^https$/ }),
  /** What the parent of a created hosted zone must delegate to; empty when the zone existed before. */
  nameServers: z.array(name),
  /** In the order of the settings, whatever their roles. */
  regions: z.array(region).min(1),
  /** Where drills are allowed: the role that AWS FIS works with. */
  drills: z.strictObject({ experimentRoleArn: name.optional() }),
  /** What losing a region may cost, as the settings declare it. */
  objectives: z.strictObject({
    recoveryTimeSeconds: z.int().positive(),
    recoveryPointSeconds: z.int().nonnegative(),
  }),
});

export type Outputs = z.output<typeof outputsSchema>;

/** The same shape while it is planned: every value may still be unknown. */
export type Planned<T> = T extends readonly (infer Item)[]
  ? pulumi.Input<readonly Planned<Item>[]>
  : T extends object
    ? { readonly [Key in keyof T]: Planned<T[Key]> }
    : pulumi.Input<T>;
