import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
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

describe("parameters", () => {
  test("demand TLS, bound the log that an unreachable replica holds back, and fit the class's memory", () => {
    expect(parameters(200)).toEqual([
      { name: "rds.force_ssl", value: "1" },
      { name: "log_min_duration_statement", value: "1000" },
      { name: "log_lock_waits", value: "1" },
      { name: "max_slot_wal_keep_size", value: "51200" },
      { name: "shared_buffers", value: "{DBInstanceClassMemory/32768}", applyMethod: "pending-reboot" },
      { name: "effective_cache_size", value: "{DBInstanceClassMemory*3/32768}" },
      {
        name: "max_connections",
        value: "LEAST({DBInstanceClassMemory/9531392},5000)",
        applyMethod: "pending-reboot",
      },
    ]);
  });

  test("reckon a quarter and three quarters of the memory, in pages of 8 KiB", () => {
    const values = Object.fromEntries(parameters(200).map(({ name, value }) => [name, value]));
    const evaluated = (name: string, memoryGib: number) => {
      const [, times = "1", by = ""] = /^\{DBInstanceClassMemory(?:\*(\d+))?\/(\d+)\}$/.exec(values[name]!)!;
      return (memoryGib * 2 ** 30 * Number(times)) / Number(by);
    };
    const pageBytes = 8192;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1024 }), (gib) => {
        expect(evaluated("shared_buffers", gib) * pageBytes).toBe((gib * 2 ** 30) / 4);
        expect(evaluated("effective_cache_size", gib) * pageBytes).toBe((gib * 2 ** 30 * 3) / 4);
      }),
    );
  });

  test("say what they are told: 4 GB of buffers, 12 GB of cache and 200 connections", () => {
    const tuned = parameters(200, {
      sharedBuffersMiB: 4096,
      effectiveCacheSizeMiB: 12_288,
      maxConnections: 200,
    });
    expect(tuned.slice(-3)).toEqual([
      { name: "shared_buffers", value: "524288", applyMethod: "pending-reboot" },
      { name: "effective_cache_size", value: "1572864" },
      { name: "max_connections", value: "200", applyMethod: "pending-reboot" },
    ]);
  });
});
