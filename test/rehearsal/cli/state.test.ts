import { expect, test } from "@jest/globals";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readState, restoreTruncated } from "../../../rehearsal/cli/state";
import { temporaryFolder } from "../../support/folder";

const resource = {
  urn: "urn:pulumi:prod::shop::aws:s3/bucket:Bucket::logs",
  type: "aws:s3/bucket:Bucket",
  custom: true,
};
const checkpoint = JSON.stringify({
  version: 3,
  checkpoint: { latest: { resources: [resource], pending_operations: [{ type: "creating", resource }] } },
});

test("a state is read with what it has and what was pending", () => {
  const file = join(temporaryFolder(), "prod.json");
  expect(readState(file)).toBeUndefined();
  writeFileSync(file, checkpoint);
  expect(readState(file)).toEqual({ resources: [resource], pending: [{ type: "creating", resource }] });
  writeFileSync(file, JSON.stringify({ version: 3, checkpoint: {} }));
  expect(readState(file)).toEqual({ resources: [], pending: [] });
});

test("a state that a kill cut short is replaced by the engine's backup", () => {
  const file = join(temporaryFolder(), "prod.json");
  writeFileSync(file, checkpoint.slice(0, 40));
  writeFileSync(`${file}.bak`, checkpoint);
  expect(restoreTruncated(file)).toBe(true);
  expect(readFileSync(file, "utf8")).toBe(checkpoint);
  expect(restoreTruncated(file)).toBe(false);
});

test("without a backup the damage is not hidden", () => {
  const file = join(temporaryFolder(), "prod.json");
  writeFileSync(file, "");
  expect(() => restoreTruncated(file)).toThrow(SyntaxError);
});
