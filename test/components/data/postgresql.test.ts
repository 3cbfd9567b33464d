import { describe, expect, test } from "@jest/globals";
import { parameterFamily, parameters } from "../../../components/data/postgresql";

describe("parameterFamily", () => {
  test.each([
    ["13", "postgres13"],
    ["17", "postgres17"],
  ])("of %s is %s", (version, family) => {
    expect(parameterFamily(version)).toBe(family);
  });

  test.each(["17.4", "9", "9.6", "017", "postgres17", "latest", ""])("is none for %p", (version) => {
    expect(parameterFamily(version)).toBeUndefined();
  });
});

test("parameters demand TLS and bound the log that an unreachable replica holds back", () => {
  expect(parameters(200)).toEqual([
    { name: "rds.force_ssl", value: "1" },
    { name: "log_min_duration_statement", value: "1000" },
    { name: "log_lock_waits", value: "1" },
    { name: "max_slot_wal_keep_size", value: "51200" },
  ]);
});
