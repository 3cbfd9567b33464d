import { setImmediate } from "node:timers/promises";

import { describe, expect, test } from "@jest/globals";

import { resourceRule, stackRule } from "../../../policies/framework/rule";
import { fail } from "../../../policies/framework/verdict";
import { analyze, serve } from "../support/analyzer";
import { resource, type Fixture } from "../support/fixture";
import { info } from "../support/rule-info";

const single = resourceRule({ ...info, evaluate: () => fail("size is 1", "set size to 3") });
const together = stackRule({ ...info, id: "pairs", evaluate: () => fail("it is alone", "add another") });
const rules = [single, together];

const planned = resource("aws:thing", "planned", { size: 1 });
/** As the engine shows what `--target` leaves out: without inputs, and without outputs. */
const leftOut: Fixture = { ...resource("aws:thing", "left-out", {}), computed: {} };

async function findings(fixtures: readonly Fixture[], config = {}): Promise<readonly string[]> {
  const found = await analyze({ rules, fixtures, config });
  return found.map(({ policy, level, message }) => `${policy} ${level}: ${message.replace(/[:.] .*/, "")}`);
}

describe("preview --target", () => {
  test("is said to be partial; what is planned is judged alone, and nothing by what may be missing", async () => {
    const found = await analyze({ rules, fixtures: [planned, leftOut] });
    expect(found.map(({ policy, level, message }) => [policy, level, message])).toEqual([
      ["size-floor", "mandatory", expect.stringContaining("planned breaks size-floor")],
      [
        "settings",
        "advisory",
        "This plan is partial: 1 of 2 resources are left out (--target, --exclude or an interruption). Policies on single resources judged the 1 that are planned; policies on how resources work together, and the failure analysis, judged nothing. Preview the whole stack for these.",
      ],
    ]);
  });

  test("fails the run where what cannot be judged does", async () => {
    const config = { settings: { onUnknown: "mandatory", levels: { replicas: "disabled" } } };
    expect(await findings([planned, leftOut], config)).toEqual(["settings mandatory: This plan is partial"]);
  });

  test("does not make an exemption useless that is for what is left out", async () => {
    const exemption = {
      policy: "pairs",
      urn: "*::left-out",
      reason: "one is enough until the launch",
      owner: "platform",
      expires: "2999-01-01",
      ticket: "OPS-7",
    };
    const config = { settings: { exemptions: [exemption] } };
    expect(await findings([planned, leftOut], config)).toEqual([
      "size-floor mandatory: planned breaks size-floor",
      "settings advisory: This plan is partial",
    ]);
  });

  test("of a stack that exists shows the rest as it is, and is judged as a whole", async () => {
    const existing: Fixture = { ...leftOut, inputs: { size: 1 }, computed: { id: "t-1" } };
    expect(await findings([planned, existing])).toEqual([
      "size-floor mandatory: planned breaks size-floor",
      "size-floor mandatory: left-out breaks size-floor",
      "pairs mandatory: The stack breaks pairs",
    ]);
  });
});

describe("a resource without properties", () => {
  test("that is planned is judged, in the name of the rule and at its level", async () => {
    const fixtures = [resource("aws:thing", "bare", {})];
    const found = await analyze({ rules: [single], fixtures });
    expect(found).toEqual([
      {
        policy: "size-floor",
        level: "mandatory",
        message: "bare breaks size-floor: size is 1. Fix: set size to 3. Why: https://example.org/why",
        urn: "urn:pulumi:prod::shop::aws:thing::bare",
      },
    ]);
  });
});

test("a plan that lacks what the engine asked about was interrupted", async () => {
  const preview = serve({ rules });
  const found = await preview([planned, resource("aws:thing", "late", { size: 1 })], [planned]);
  expect(found.map(({ policy, message }) => `${policy}: ${message.replace(/[:(].*/, "")}`)).toEqual([
    "size-floor: planned breaks size-floor",
    "size-floor: late breaks size-floor",
    "settings: This plan is partial",
  ]);
  expect(found.at(-1)?.message).toContain("1 of 2 resources are left out");
  await setImmediate();
  // What the run before saw is no part of the next.
  expect((await preview([planned])).map(({ policy }) => policy)).toEqual(["size-floor", "pairs"]);
});

test("a plan without any resource was not judged, and says so", async () => {
  const [found, ...others] = await analyze({ rules, fixtures: [] });
  expect(found?.message).toBe("Nothing was judged: the plan holds no resource.");
  expect(others).toEqual([]);
});
