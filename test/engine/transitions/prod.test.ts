import { afterAll, expect, jest, test } from "@jest/globals";
import { promoteReplica } from "../../../rehearsal/cloud/aws/outside-events";
import { CloudStore } from "../../../rehearsal/cloud/store";
import { holdsData } from "../../support/data-bearing";
import { openRehearsal } from "../../support/rehearsal";
import { Cycle, lineOf, lost, typeOf } from "./cycle";
import { lostUnasked } from "./losses";

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

test("a database that somebody else has promoted is taken as it is after a refresh, and refused before", async () => {
  const [, lostRegion] = cycle.steps;
  promoteReplica(new CloudStore(rehearsal.cloudFile), "eu-west-1");
  await expect(cycle.take(lostRegion!)).rejects.toThrow("DB Instance is not a read replica.");
  await cycle.refresh(lostRegion!);
  const changes = await cycle.take(lostRegion!);
  expect([...changes.replaced, ...changes.deleted].filter((urn) => holdsData(typeOf(urn)))).toEqual([]);
  const { exitCode } = await cycle.preview(lostRegion!, "--expect-no-changes");
  expect(exitCode).toBe(0);
});

test("a region's database is not made anew without its name", async () => {
  const { exitCode, output } = await cycle.preview({ name: "no consent", roles: ["standby", "active"] });
  expect(exitCode).not.toBe(0);
  expect(output).toContain("currently marked for protection");
});
