import { expect, test } from "@jest/globals";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { isState, readState } from "../../../rehearsal/recovery/stack-state";
import { temporaryFolder } from "../../support/folder";

const resource = {
  urn: "urn:pulumi:prod::shop::aws:s3/bucket:Bucket::logs",
  type: "aws:s3/bucket:Bucket",
  custom: true,
};

test("a state is read with what it has and what was pending", () => {
  const file = join(temporaryFolder(), "prod.json");
  expect(readState(file)).toBeUndefined();
  const latest = { resources: [resource], pending_operations: [{ type: "creating", resource }] };
  writeFileSync(file, JSON.stringify({ version: 3, checkpoint: { latest } }));
  expect(readState(file)).toEqual({ resources: [resource], pending: [{ type: "creating", resource }] });
  writeFileSync(file, JSON.stringify({ version: 3, checkpoint: { stack: "prod", latest: null } }));
  expect(readState(file)).toEqual({ resources: [], pending: [] });
});

test.each(["", "null", "{}", '{"version":3,"checkp', "[]", '"text"'])("%j is no state", (content) => {
  const file = join(temporaryFolder(), "prod.json");
  writeFileSync(file, content);
  expect(isState(file)).toBe(false);
});
