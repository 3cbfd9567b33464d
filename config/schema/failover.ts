import { z } from "zod";
import { byName, choice, matching, modes, regionName, section, whole } from "../fields";

const healthCheckId = () =>
  matching({
    pattern: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
    rule: "be the id of a health check of Route 53",
    example: "01234567-89ab-cdef-0123-456789abcdef",
  });

/** How another region takes over from one that is lost, where data has one home. */
export const failover = modes(
  "mode",
  [
    section({
      mode: z
        .literal("manual")
        .describe("A person decides, and operates a switch in the region that takes over."),
    }),
    section({
      mode: z
        .literal("region-switch")
        .describe(
          "A plan of ARC Region switch promotes, scales and moves the traffic; $70 a month, for two regions exactly.",
        ),
      // https://docs.aws.amazon.com/r53recovery/latest/dg/working-with-rs-create-plan.html
      trigger: choice("canary", "none")
        .default("canary")
        .describe(
          "`canary`: the plan starts when the standby's canary cannot reach the active region for two minutes, while the standby itself serves. `none`: when a person starts it.",
        ),
      minutesBetweenExecutions: whole(1, 10_080, "minutes")
        .default(60)
        .describe("Minutes before the canary may start the plan again."),
      timeoutMinutes: whole(1, 1440, "minutes")
        .default(30)
        .describe("Minutes that each step may take before the execution waits for a person."),
      rebuild: choice("after-recovery", "by-hand")
        .default("by-hand")
        .describe(
          "Who makes the lost region's database a replica again: the plan's post-recovery workflow, started by a person, which renames the old primary and keeps it; or the runbook.",
        ),
      // ListRoute53HealthChecks, which the provider asks, is no data plane API:
      // https://docs.aws.amazon.com/r53recovery/latest/dg/actions.region-switch.html
      healthCheckIds: byName(regionName(), healthCheckId(), {
        what: "regions with the ids of their health checks",
        max: 2,
        example: "eu-west-1: 01234567-89ab-cdef-0123-456789abcdef",
      })
        .default({})
        .describe(
          "The health checks that the plan vended, by region, from `regions[].switch.healthCheckId` of the stack's outputs. With them no update asks AWS for them, which lists them in us-east-1 alone: without that region no update would run.",
        ),
    }),
  ],
  '"manual", or "region-switch" for a plan of ARC Region switch',
);
