import { z } from "zod";
import { choice, modes, section, whole } from "../fields";

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
    }),
  ],
  '"manual", or "region-switch" for a plan of ARC Region switch',
);
