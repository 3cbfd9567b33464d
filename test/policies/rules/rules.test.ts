import { expect, test } from "@jest/globals";

import { rules } from "../../../policies/rules";
import { runTable } from "../support/table";
import { replicas } from "./replicas.tables";
import { spread } from "./spread.tables";

const tables = [...replicas, ...spread];

test("every rule has a table of compliant, violating and unknown cases", () => {
  expect(tables.map(({ rule }) => rule.id).toSorted()).toEqual(rules.map(({ id }) => id).toSorted());
});

for (const table of tables) runTable(table);
