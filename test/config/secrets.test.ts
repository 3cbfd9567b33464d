import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { changed, leavesOf, mistakesIn, onKubernetes, smallest, withStandby } from "./settings";

const letters = (unit: string, minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...Array.from(unit)), minLength, maxLength });
const alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** Made by a machine, so of everything: capital and small letters, and digits. */
const key = (minLength: number, maxLength: number) =>
  letters(alphanumeric, minLength - 3, maxLength - 3).map((text) => `${text.slice(0, 8)}q7Z${text.slice(8)}`);

/** What people paste into the wrong place, each with the part of it that must not be seen again. */
const secrets: fc.Arbitrary<{ readonly text: string; readonly hidden: string }> = fc.oneof(
  key(20, 40).map((text) => ({ text, hidden: text })),
  letters("0123456789abcdef", 32, 64).map((text) => ({ text, hidden: text })),
  letters("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16, 16).map((id) => ({ text: `AKIA${id}`, hidden: id })),
  key(24, 24).map((hidden) => ({ text: `sk_live_${hidden}`, hidden })),
  letters(`${alphanumeric}!$%&*+^~`, 10, 16)
    .map((word) => `${word}7$q`)
    .map((word) => ({ text: word, hidden: word })),
  fc.constantFrom("hunter2", "Tr0ub4dor&3", "correct horse battery staple", "letmein123").map((word) => ({
    text: word,
    hidden: word,
  })),
  key(16, 16).chain((hidden) =>
    fc
      .constantFrom(
        `https://user:${hidden}@registry.example.com/team/app:1.4.2`,
        `registry-user:${hidden}@registry.example.com/team/app:1.4.2`,
        `https://${hidden}@account.r2.example.com`,
        `https://hooks.example.com/services/${hidden}`,
        `https://app.example.com?token=${hidden}`,
        `postgres://app:${hidden}@db.example.com:5432/app`,
        `Bearer ${hidden}`,
        `-----BEGIN PRIVATE KEY-----\n${hidden}\n-----END PRIVATE KEY-----`,
      )
      .map((text) => ({ text, hidden })),
  ),
);

const stacks = [smallest, withStandby, onKubernetes].map((stack) =>
  changed(stack, {
    loadBalancer: { kind: "application", healthCheck: { path: "/health" } },
    observability: { notify: ["oncall@example.com"], metricPrefix: "app" },
    objectStore: {
      timeoutsSeconds: [5],
      externalFallback: {
        name: "r2",
        endpoint: "https://r2.example.com",
        bucket: "assets",
        credentialsSecret: "r2",
      },
    },
    "appTier.secrets": { webhook: "generated", r2: "provided" },
    "appTier.environment": { LOG_LEVEL: "info" },
    offHours: { timezone: "Etc/UTC", days: "MON-FRI" },
    webFirewall: { managedRules: ["AWSManagedRulesSQLiRuleSet"] },
  }),
);
const places = fc
  .constantFrom(...stacks)
  .chain((stack) => fc.record({ stack: fc.constant(stack), path: fc.constantFrom(...leavesOf(stack)) }));

describe("a secret that is typed in the wrong place", () => {
  it("never reaches a message as the value of a setting", () => {
    fc.assert(
      fc.property(places, secrets, ({ stack, path }, { text, hidden }) => {
        expect(mistakesIn(changed(stack, { [path]: text })).join("\n")).not.toContain(hidden);
      }),
      { numRuns: 800 },
    );
  });

  it("never reaches a message in place of an object or a list", () => {
    const groups = ["appTier", "appTier.secrets", "regions[0]", "regions", "objectStore.externalFallback"];
    fc.assert(
      fc.property(fc.constantFrom(...groups), secrets, (path, { text, hidden }) => {
        for (const value of [text, [text], { webhook: text }, { webhook: { value: text } }]) {
          expect(mistakesIn(changed(stacks[0]!, { [path]: value })).join("\n")).not.toContain(hidden);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("never reaches a message as a key", () => {
    const groups = ["appTier", "appTier.secrets", "regions[0]", "database", "appTier.machineImageIds"];
    const keys = secrets.filter(({ text }) => !text.includes(" "));
    fc.assert(
      fc.property(fc.constantFrom(...groups), keys, (path, { text, hidden }) => {
        const raw = changed(stacks[0]!, { [path]: { [text]: "generated" } });
        expect(mistakesIn(raw).join("\n")).not.toContain(hidden);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    [{ "appTier.secrets": { webhook: "hunter2" } }, "appTier.secrets.webhook", "got a text of 7 characters"],
    [{ "appTier.image": "user:secret@ghcr.io/team/app:1.0" }, "appTier.image", "got a text of 32 characters"],
    [
      { observability: { notify: ["https://u:p4ss@hooks.example.com"] } },
      "observability.notify[0]",
      "got a text",
    ],
  ])("is told by its length: %j", (changes, key, got) => {
    const [line = ""] = mistakesIn(changed(smallest, changes));
    expect(line.startsWith(`${key} must be `)).toBe(true);
    expect(line).toContain(got);
  });
});
