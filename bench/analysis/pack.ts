/** A policy pack that only measures: how long the failure analysis takes on the plan that the real engine hands over. */
import { writeFileSync } from "node:fs";

import { PolicyPack } from "@pulumi/policy";

import { analyse } from "../../policies/analysis/analyse";
import type { Field } from "../../policies/framework/field";
import { fromResourceArgs, fromStack } from "../../policies/framework/planned";

/** The environment variable that names the file for the result. */
const RESULT = "STANDFAST_BENCH_ANALYSIS";
/** The quickest counts: before the code is compiled, and while others use the machine, runs only get slower. */
const RUNS = 20;

const declared = new Map<string, Field>();

new PolicyPack("analysis-clock", {
  policies: [
    {
      name: "clock",
      description: "Measures the failure analysis",
      enforcementLevel: "advisory",
      validateResource: (args) => {
        declared.set(args.urn, fromResourceArgs(args).inputs);
      },
      validateStack: ({ resources }) => {
        const milliseconds = Array.from({ length: RUNS }, () => {
          const began = performance.now();
          analyse(fromStack(resources, declared));
          return performance.now() - began;
        });
        const result = { resources: resources.length, milliseconds: Math.min(...milliseconds) };
        writeFileSync(process.env[RESULT] ?? "", JSON.stringify(result));
      },
    },
  ],
});
