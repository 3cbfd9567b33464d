import { afterAll, beforeAll, expect, test } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";
import { settingsSchema } from "../../config/schema";
import { outputOf } from "../support/mocks";
import { changesOf } from "./other-values";
import { runConfiguration } from "./program";
import { leavesOf } from "./schema-leaves";
import { settingsStacks } from "./settings-stacks";

/** Settings that another value of changes nothing in a plan, and why that is right. */
const withoutEffect: Readonly<Record<string, string>> = {
  "dns.routing":
    "the rules tie it to the roles and the weights, so it never changes alone; see the records' own tests",
};

// The SDK notes the stack of every promise, which takes longer than the rest of a run.
const { stackTraceLimit } = Error;
beforeAll(() => void (Error.stackTraceLimit = 0));
afterAll(() => void (Error.stackTraceLimit = stackTraceLimit));

const stacks = Object.entries(settingsStacks);
const allSettings = stacks.map(([, settings]) => settings);
const occurrences = stacks.flatMap(([stack, settings]) =>
  leavesOf(settingsSchema, settings).map((leaf) => ({ ...leaf, stack, settings })),
);
const labels = [...new Set(occurrences.map(({ label }) => label))];

test("the stacks have every setting of the schema", () => {
  const missing = labels.filter((label) =>
    occurrences.every((leaf) => leaf.label !== label || leaf.path === undefined),
  );
  expect(labels.length).toBeGreaterThan(80);
  expect(missing).toEqual([]);
});

test("another value of any setting changes the plan", async () => {
  const plans = new Map<string, string>();
  for (const [stack, settings] of stacks) plans.set(stack, await planOf(settings));

  const ineffective: string[] = [];
  for (const label of labels) {
    if (!(await changesAPlan(label, plans))) ineffective.push(label);
  }
  expect(ineffective).toEqual(Object.keys(withoutEffect));
});

async function changesAPlan(label: string, plans: ReadonlyMap<string, string>): Promise<boolean> {
  for (const leaf of occurrences.filter((occurrence) => occurrence.label === label)) {
    const plan = await firstPlanOf(changesOf(leaf.settings, leaf, allSettings));
    if (plan !== undefined && plan !== plans.get(leaf.stack)) return true;
  }
  return false;
}

/** The plan of the first settings that no component refuses. */
async function firstPlanOf(changes: Iterable<object>): Promise<string | undefined> {
  for (const settings of changes) {
    try {
      return await planOf(settings);
    } catch (error) {
      if (!(error instanceof pulumi.ResourceError)) throw error;
    }
  }
  return undefined;
}

/** Everything that a program with these settings registers and puts out. */
async function planOf(settings: object): Promise<string> {
  const configuration = Object.entries<unknown>(settings as Record<string, unknown>).map(
    ([key, value]): [string, unknown] => [`standfast:${key}`, value],
  );
  const { resources, result } = await runConfiguration(Object.fromEntries(configuration));
  const { url, nameServers, regions, objectives, drills } = result;
  const outputs = await outputOf(pulumi.output({ url, nameServers, regions, objectives, drills }));
  return JSON.stringify({ resources, outputs });
}
