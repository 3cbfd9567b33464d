import { z } from "zod";
import { Refused } from "./exit-code";

const name = z.string().min(1);

/** A metric that an alarm outside the region listens to: 1 takes the region's traffic away, 0 gives it back. */
const alarmSwitch = z.object({
  kind: z.literal("alarm"),
  operatedIn: z.array(name).min(1),
  namespace: name,
  metricName: name,
  dimensions: z.record(name, name),
});

/** A plan of ARC Region switch: it activates a region, and is started there. */
const planSwitch = z.object({ kind: z.literal("region-switch"), planArn: name });

const region = z.object({
  name,
  role: z.enum(["active", "standby", "fenced"]),
  loadBalancerDnsName: name,
  autoScalingGroup: name.optional(),
  databaseEndpoint: name.optional(),
  cacheEndpoint: name.optional(),
  impairedAlarmArn: name.optional(),
  switch: z.discriminatedUnion("kind", [alarmSwitch, planSwitch]).optional(),
});

/** What a failover reads of the outputs of a stack; others are ignored. */
export const outputsSchema = z.object({
  url: z.url({ protocol: /^https$/ }),
  regions: z.array(region).min(1),
  objectives: z.object({
    recoveryTimeSeconds: z.int().positive(),
    recoveryPointSeconds: z.int().nonnegative(),
  }),
});

export type Outputs = z.infer<typeof outputsSchema>;
export type OutputRegion = Outputs["regions"][number];
export type AlarmSwitch = z.infer<typeof alarmSwitch>;

/** @throws {Refused} with every mistake. */
export function parseOutputs(value: unknown): Outputs {
  const { data, error } = outputsSchema.safeParse(value);
  if (data) return data;
  throw new Refused(
    `the outputs are not those of this platform; take them with \`pulumi stack output --json\`:\n${z.prettifyError(error)}`,
  );
}
