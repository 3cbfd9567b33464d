import { expect, test } from "@jest/globals";
import type { Recorded } from "../support/mocks";
import { changesBetween } from "../support/settings/plan-changes";

const database: Recorded = {
  type: "aws:rds/instance:Instance",
  name: "database",
  inputs: { kmsKeyId: "key-1", multiAz: true },
  secretInputs: [],
  parent: "stores",
  provider: "us-east-1",
  dependencies: [],
  protect: true,
  retainOnDelete: false,
  ignoreChanges: [],
  replaceOnChanges: [],
};
const urn = "urn:pulumi:test::standfast::stores$aws:rds/instance:Instance::database";
const nothing = { created: [], changed: [], deleted: [], replaced: [] };
const having = (inputs: object, more: Partial<Recorded> = {}): Recorded => ({
  ...database,
  ...more,
  inputs: { ...database.inputs, ...inputs },
});
const changes = (after: Recorded) => changesBetween([database], [after]);

test("what AWS changes in place is changed, what it cannot is replaced", () => {
  expect(changes(database)).toEqual(nothing);
  expect(changes(having({ multiAz: false }))).toEqual({ ...nothing, changed: [urn] });
  expect(changes(having({ kmsKeyId: "key-2" }))).toEqual({ ...nothing, replaced: [urn] });
});

test("another region, an order of the program, a new name or parent are another resource; what is ignored is none", () => {
  expect(changes(having({}, { provider: "eu-west-1" }))).toEqual({ ...nothing, replaced: [urn] });
  expect(changes(having({ multiAz: false }, { replaceOnChanges: ["multiAz"] }))).toEqual({
    ...nothing,
    replaced: [urn],
  });
  expect(changes(having({ kmsKeyId: "key-2" }, { ignoreChanges: ["kmsKeyId"] }))).toEqual(nothing);
  const other = "urn:pulumi:test::standfast::$aws:rds/instance:Instance::database";
  expect(changes(having({}, { parent: undefined }))).toEqual({
    ...nothing,
    created: [other],
    deleted: [urn],
  });
});

test("a generated value is another when anything about it changes", () => {
  const password = { ...database, type: "random:index/randomPassword:RandomPassword" };
  const { replaced } = changesBetween([password], [{ ...password, inputs: { length: 40 } }]);
  expect(replaced).toHaveLength(1);
});
