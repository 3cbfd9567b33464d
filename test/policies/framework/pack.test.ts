import { setImmediate } from "node:timers/promises";

import { describe, expect, test } from "@jest/globals";

import { policiesOf } from "../../../policies/framework/pack";
import type { Plan } from "../../../policies/framework/planned";
import { resourceRule, stackRule } from "../../../policies/framework/rule";
import { fail, unknown } from "../../../policies/framework/verdict";
import { analyze, serve, type Question } from "../support/analyzer";
import { resource, secret } from "../support/fixture";
import { info } from "../support/rule-info";

const failing = resourceRule({ ...info, evaluate: () => fail("size is 1", "set size to 3") });
const unknowing = resourceRule({ ...info, id: "size-known", evaluate: () => unknown("size") });
const overall = stackRule({
  ...info,
  id: "one-thing-only",
  evaluate: (plan) => [
    fail("things abound", "take some away"),
    fail("it is too many", "remove it", plan.resources[0]),
  ],
});
const thing = resource("aws:thing", "app", { size: 1 });
const today = () => new Date("2026-03-10T12:00:00Z");

async function messages(question: Partial<Question>): Promise<readonly string[]> {
  const findings = await analyze({ rules: [failing], fixtures: [thing], today, ...question });
  return findings.map(({ policy, level, message }) => `${policy} ${level}: ${message}`);
}

const FAILED = "app breaks size-floor: size is 1. Fix: set size to 3. Why: https://example.org/why";
const UNKNOWN = "app cannot be judged by size-known before it is deployed: size is not known.";

describe("a pack", () => {
  test("names resource, rule, found value and fix", async () => {
    expect(await messages({})).toEqual([`size-floor mandatory: ${FAILED}`]);
  });

  test("reports what a stack rule finds at its culprit, or at the stack", async () => {
    const findings = await analyze({ rules: [overall], fixtures: [thing] });
    expect(findings.map(({ message, urn }) => [message.replace(/: .*/, ""), urn])).toEqual([
      ["The stack breaks one-thing-only", ""],
      ["app breaks one-thing-only", "urn:pulumi:prod::shop::aws:thing::app"],
    ]);
  });

  test("leaves resources of other types, and stacks without the rule's types, alone", async () => {
    expect(
      await messages({ rules: [failing, overall], fixtures: [resource("aws:other", "app", {})] }),
    ).toEqual([]);
  });

  test("builds the plan once for the rules of a preview, and anew for the next", async () => {
    const seen: unknown[] = [];
    const watching = ["one", "two"].map((id) =>
      stackRule({
        ...info,
        id,
        evaluate: (plan) => {
          seen.push(plan);
          return [];
        },
      }),
    );
    const preview = serve({ rules: watching });
    await preview([thing]);
    await setImmediate();
    await preview([thing, resource("aws:thing", "other", {})]);
    expect(seen.map((plan) => (plan as Plan).resources.length)).toEqual([1, 1, 2, 2]);
    expect([seen[0] === seen[1], seen[2] === seen[3]]).toEqual([true, true]);
  });

  test("refuses two rules with one id", () => {
    expect(() => policiesOf([failing, failing])).toThrow("two rules of the pack have the same id");
  });

  test("tells Pulumi what it needs to list the policies", () => {
    expect(policiesOf([failing]).map(({ name }) => name)).toEqual([
      "settings",
      "size-floor",
      "exemption-hygiene",
    ]);
    expect(policiesOf([failing])[1]).toMatchObject({
      displayName: "Sizes have a floor",
      description: "Sizes have a floor. One is none.",
      enforcementLevel: "mandatory",
      severity: "high",
      tags: ["replicas"],
      url: "https://example.org/why",
    });
  });
});

describe("levels", () => {
  test.each([
    [{ replicas: "advisory" }, [`size-floor advisory: ${FAILED}`]],
    [{ replicas: "disabled" }, []],
    [{ replicas: "disabled", "size-floor": "mandatory" }, [`size-floor mandatory: ${FAILED}`]],
    [{ spread: "disabled" }, [`size-floor mandatory: ${FAILED}`]],
  ])("%j", async (levels, expected) => {
    expect(await messages({ config: { settings: { levels } } })).toEqual(expected);
  });

  test.each([
    ["advisory", `size-known advisory: ${UNKNOWN}`],
    ["mandatory", `size-known mandatory: ${UNKNOWN}`],
  ])("onUnknown %s", async (onUnknown, expected) => {
    expect(await messages({ rules: [unknowing], config: { settings: { onUnknown } } })).toEqual([expected]);
  });

  test("onUnknown cannot raise a rule above its own level", async () => {
    const config = { settings: { onUnknown: "mandatory", levels: { replicas: "advisory" } } };
    expect(await messages({ rules: [unknowing], config })).toEqual([`size-known advisory: ${UNKNOWN}`]);
  });
});

describe("a rule about lasting stacks", () => {
  const guard = resourceRule({
    ...info,
    stacks: "lasting",
    evaluate: () => fail("size is 1", "set size to 3"),
  });

  test.each([
    [undefined, [`size-floor mandatory: ${FAILED}`]],
    [["dev*", "production"], [`size-floor mandatory: ${FAILED}`]],
    [["dev*", "pr*"], []],
  ])("judges prod, disposable stacks being %j", async (disposableStacks, expected) => {
    expect(await messages({ rules: [guard], config: { settings: { disposableStacks } } })).toEqual(expected);
  });
});

describe("wrong configuration", () => {
  test("of the pack is reported, all of it, and loosens nothing", async () => {
    const config = { settings: { onUnkown: "advisory", levels: { replicas: "off" }, exemptions: [] } };
    expect(await messages({ config })).toEqual([
      `size-floor mandatory: ${FAILED}`,
      'settings mandatory: The settings of the pack are wrong: levels.replicas: Invalid option: expected one of "advisory"|"mandatory"|"disabled".',
      'settings mandatory: The settings of the pack are wrong: Unrecognized key: "onUnkown".',
    ]);
  });

  test("that names no policy or group is reported", async () => {
    expect(await messages({ config: { settings: { levels: { replica: "disabled" } } } })).toEqual([
      `size-floor mandatory: ${FAILED}`,
      "settings mandatory: The settings of the pack are wrong: levels.replica: no such policy or group.",
    ]);
  });

  test("of a policy is reported instead of its verdict", async () => {
    expect(await messages({ config: { "size-floor": { minimun: 3 } } })).toEqual([
      'size-floor mandatory: The configuration of size-floor is wrong: Unrecognized key: "minimun".',
    ]);
  });
});

describe("a rule that throws", () => {
  const broken = resourceRule({
    ...info,
    level: "advisory",
    evaluate: () => {
      throw new TypeError("the password hunter2 is no number");
    },
  });

  test("reports itself, fails the run, leaves the others alone, and quotes nothing", async () => {
    const found = await messages({
      rules: [broken, unknowing],
      config: { settings: { levels: { replicas: "advisory" } } },
    });
    expect(found).toEqual([
      expect.stringMatching(
        /^size-floor mandatory: size-floor is itself broken: it threw TypeError at pack\.test\.ts:\d+\. Disable it by settings\.levels and report the defect\.$/,
      ),
      `size-known advisory: ${UNKNOWN}`,
    ]);
  });
});

describe("exemptions", () => {
  const exemption = {
    policy: "size-floor",
    urn: "*::aws:thing::app",
    reason: "one is enough until the launch",
    owner: "platform",
    expires: "2026-03-10",
    ticket: "OPS-7",
  };
  const withExemptions = (...exemptions: readonly object[]) =>
    messages({ config: { settings: { exemptions } } });

  test("turn a violation into a note with owner, end and ticket", async () => {
    expect(await withExemptions(exemption)).toEqual([
      `size-floor advisory: ${FAILED} Exempt until 2026-03-10 (platform, OPS-7): one is enough until the launch.`,
    ]);
  });

  test("that have expired fail, and exempt nothing", async () => {
    expect(await withExemptions({ ...exemption, expires: "2026-03-09" })).toEqual([
      `size-floor mandatory: ${FAILED}`,
      "exemption-hygiene mandatory: The stack breaks exemption-hygiene: exemptions[0] (size-floor, owner platform, OPS-7) expired on 2026-03-09. Fix: mend the cause and delete it, or have its owner renew it. Why: https://github.com/pulumi/pulumi-policy/issues/438",
    ]);
  });

  test.each([
    [
      { urn: "*::aws:thing::other" },
      "exemptions[0] exempts nothing: size-floor has no finding on *::aws:thing::other",
    ],
    [
      { policy: "exemption-hygiene" },
      "exemptions[0].policy names exemption-hygiene, which cannot be exempted or does not exist",
    ],
    [{ reason: "because" }, "exemptions[0].reason: Too small: expected string to have >=10 characters"],
    [{ expires: "next week" }, "exemptions[0].expires: Invalid ISO date"],
    [{ ticket: undefined }, "exemptions[0].ticket: Invalid input: expected string, received undefined"],
    [{ urnn: "*" }, 'exemptions[0]: Unrecognized key: "urnn"'],
    [
      { urn: "*::aws:thing::a.p" },
      "exemptions[0] exempts nothing: size-floor has no finding on *::aws:thing::a.p",
    ],
  ])("fail when they are wrong: %j", async (change, problem) => {
    const [violation, hygiene, ...rest] = await withExemptions({ ...exemption, ...change });
    expect(violation).toBe(`size-floor mandatory: ${FAILED}`);
    expect(hygiene).toContain(
      `exemption-hygiene mandatory: The stack breaks exemption-hygiene: ${problem}. Fix:`,
    );
    expect(rest).toEqual([]);
  });

  test.each([
    ["another project", { project: "billing" }],
    ["another stack", { stack: "staging*" }],
    ["a stack that its URN names", { urn: "urn:pulumi:dev::*::app" }],
    ["a project that its URN names", { urn: "urn:pulumi:*::billing::*::app" }],
  ])("that are for %s exempt nothing here, and are not missed", async (_, change) => {
    expect(await withExemptions({ ...exemption, ...change })).toEqual([`size-floor mandatory: ${FAILED}`]);
  });

  test("that are for this project and stack hold", async () => {
    expect(await withExemptions({ ...exemption, project: "shop", stack: "pr*" })).toEqual([
      expect.stringContaining("size-floor advisory: "),
    ]);
  });

  test("cover what cannot be judged too", async () => {
    const config = {
      settings: { onUnknown: "mandatory", exemptions: [{ ...exemption, policy: "size-known" }] },
    };
    expect(await messages({ rules: [unknowing], config })).toEqual([
      `size-known advisory: ${UNKNOWN} Exempt until 2026-03-10 (platform, OPS-7): one is enough until the launch.`,
    ]);
  });
});

test("properties that the engine sends as secrets reach rules in plain text, and messages never", async () => {
  const reading = resourceRule({
    ...info,
    evaluate: ({ inputs }) => {
      const read = inputs.at("authToken").string();
      return fail(`authToken is ${read.state === "known" ? read.value : read.state}`, "rotate it");
    },
  });
  const fixtures = [resource("aws:thing", "app", { authToken: secret("hunter2-hunter2") })];
  expect(await messages({ rules: [reading], fixtures })).toEqual([
    "size-floor mandatory: app breaks size-floor: authToken is [secret]. Fix: rotate it. Why: https://example.org/why",
  ]);
});
