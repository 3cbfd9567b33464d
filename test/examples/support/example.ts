import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../../../rehearsal/cli/workspace";
import { openRehearsal, succeeded } from "../../support/rehearsal";
import { problemOf, withoutProperty } from "./conformance";
import { readRows } from "./table";
import { file, ours, planned, type Thing } from "./things";

const minutes = 60_000;

/**
 * Brings every stack of an example up on the rehearsal cloud, with the policies, and holds its README against it.
 */
export function describeExample(example: string): void {
  const folder = join("examples", example);
  const rows = readRows(example);
  const stacks = stacksIn(folder);

  it("maps a capability of the document to every stack", () => {
    expect([...new Set(rows.map(({ stack }) => stack))].sort()).toEqual(stacks);
  });

  describe.each(stacks)("%s", (stack) => {
    const rehearsal = openRehearsal();
    const own = rows.filter((row) => row.stack === stack);
    let things: readonly Thing[] = [];

    beforeAll(async () => {
      const args = ["-C", folder, "--stack", stack];
      succeeded(await rehearsal.run("up", ...args, "--yes", "--policy-pack", "policies"));
      const state = rehearsal.state(example, stack);
      if (state === undefined) throw new Error(`${example} ${stack} left no state`);
      const files = own.filter(({ kind }) => kind === "file").flatMap(({ name }) => file(name));
      things = [...planned(state), ...ours, ...files];
    }, 10 * minutes);

    afterAll(() => {
      rehearsal.remove();
    });

    it(
      "stays as it is",
      async () => {
        const args = ["-C", folder, "--stack", stack, "--expect-no-changes"];
        expect(succeeded(await rehearsal.run("preview", ...args))).toMatch(/Resources:\s+\d+ unchanged/);
      },
      10 * minutes,
    );

    it("has every capability of its document", () => {
      expect(own.flatMap((row) => problemOf(row, things) ?? [])).toEqual([]);
    });

    it("would not pass with any of the properties missing", () => {
      const blind = own.filter((row) => problemOf(row, withoutProperty(row, things)) === undefined);
      expect(blind).toEqual([]);
    });
  });
}

function stacksIn(folder: string): readonly string[] {
  return readdirSync(join(repository, folder))
    .flatMap((name) => /^Pulumi\.(.+)\.yaml$/.exec(name)?.[1] ?? [])
    .sort();
}
