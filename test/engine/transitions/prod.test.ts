import { afterAll, describe, expect, jest, test } from "@jest/globals";
import { executePlan } from "../../../rehearsal/cloud/aws/region-switch/execute";
import { types } from "../../../rehearsal/cloud/aws/type-tokens";
import { CloudStore } from "../../../rehearsal/cloud/store";
import { holdsData } from "../../support/data-bearing";
import { wasRefusedInOctober2025 } from "../../support/october-2025";
import { openRehearsal } from "../../support/rehearsal";
import { Cycle, lineOf, lost, typeOf } from "./cycle";
import { lostUnasked } from "./losses";
import type { Step } from "./roles";

jest.setTimeout(1_200_000);

const rehearsal = openRehearsal();
afterAll(() => {
  rehearsal.remove();
});

const cycle = new Cycle(rehearsal, { folder: ".", project: "standfast", stack: "prod" });

/** What goes with the rebuild of a region's database, which was asked for by name. */
const rebuiltIn = (region: string, copies: string) =>
  [copies, `${region}-database-instance`, `${region}-database-reader-1`].sort();

test("every transition of prod keeps data, secrets and backups, but for the rebuild that is asked for by name", async () => {
  const losses: (readonly string[])[] = [];
  for (const step of cycle.steps) {
    const changes = await cycle.take(step);
    console.log(lineOf("prod", step, changes));
    expect(lostUnasked(changes, step, cycle.regions)).toEqual([]);
    losses.push(lost(changes));
  }
  expect(losses).toEqual([
    [],
    [],
    [],
    rebuiltIn("us-east-1", "eu-west-1-automated-backups-replication"),
    [],
    [],
    [],
    rebuiltIn("eu-west-1", "us-east-1-automated-backups-of-eu-west-1-replication"),
    [],
  ]);
  const { exitCode, output } = await cycle.preview(cycle.last, "--expect-no-changes");
  expect([exitCode, output]).toEqual([0, expect.stringMatching(/Resources:\s+\d+ unchanged/)]);
});

describe("with us-east-1 dark, the plan of Region switch", () => {
  const dark: Step = { name: "us-east-1 is dark", roles: ["fenced", "active"], dark: 0 };
  const back: Step = { name: "us-east-1 is back, still fenced", roles: ["fenced", "active"] };

  test("activates eu-west-1 block by block, and asks nothing of us-east-1 and no control plane there", () => {
    const store = new CloudStore(rehearsal.cloudFile);
    const [plan] = [...store.all()].filter(({ type }) => type === types.regionSwitchPlan);
    const { blocks, healthy } = executePlan(store, {
      planArn: plan!.id,
      action: "activate",
      region: "eu-west-1",
      dark: new Set(["us-east-1"]),
    });
    const lines = blocks.map(({ block, calls }) => [
      block,
      ...calls.map(({ operation, region }) => `${operation} in ${region}`),
    ]);
    console.log(lines.map((line) => line.join(": ")).join("\n"));
    expect(blocks.map(({ block, failed }) => [block, failed])).toEqual([
      ["move-traffic", undefined],
      ["grow", undefined],
      ["promote-database", undefined],
    ]);
    expect(healthy).toEqual({ "us-east-1": false, "eu-west-1": true });
    expect(blocks.flatMap(({ calls }) => calls).filter(wasRefusedInOctober2025)).toEqual([]);
  });

  test("is met by an update that has not seen it, and taken as it is after a refresh", async () => {
    await expect(cycle.take(dark)).rejects.toThrow("DB Instance is not a read replica.");
    await cycle.refresh(dark);
    const changes = await cycle.take(dark);
    expect([...changes.replaced, ...changes.deleted].filter((urn) => holdsData(typeOf(urn)))).toEqual([]);
    expect((await cycle.preview(dark, "--expect-no-changes")).exitCode).toBe(0);
  });

  test("leaves program and reality agreeing once us-east-1 is back", async () => {
    await cycle.refresh(back);
    const changes = await cycle.take(back);
    console.log(lineOf("prod", back, changes));
    expect(lost(changes)).toEqual([]);
    await cycle.refresh(back);
    expect((await cycle.preview(back, "--expect-no-changes")).exitCode).toBe(0);
  });
});

test("a region's database is not made anew without its name", async () => {
  const { exitCode, output } = await cycle.preview({ name: "no consent", roles: ["standby", "active"] });
  expect(exitCode).not.toBe(0);
  expect(output).toContain("currently marked for protection");
});
