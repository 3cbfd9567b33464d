import { describe, expect, test } from "@jest/globals";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { topologyOf } from "../../../drill/cli/topology-options";
import { defaultTopology, timingProfiles } from "../../../drill/site/topology";

function file(content: unknown): string {
  const path = join(mkdtempSync(join(tmpdir(), "drill-")), "topology.json");
  writeFileSync(path, JSON.stringify(content));
  return path;
}

describe("the topology", () => {
  test("loses nothing by default", () => {
    expect(topologyOf({})).toEqual(defaultTopology);
    expect(defaultTopology).toMatchObject({
      databaseDurability: "synchronous",
      cacheDurability: "wait",
      sentinels: 3,
    });
  });

  test("takes a profile, then the file, then the flags", () => {
    const topology = file({
      sentinels: 1,
      databaseDurability: "asynchronous",
      timing: { databaseLeadSeconds: 99 },
    });
    expect(topologyOf({ timing: "stock", topology, databaseDurability: "synchronous" })).toEqual({
      timing: { ...timingProfiles.stock, databaseLeadSeconds: 99 },
      databaseDurability: "synchronous",
      cacheDurability: "wait",
      sentinels: 1,
    });
  });

  test("is refused with the name of what is wrong", () => {
    expect(() => topologyOf({ topology: file({ sentinel: 1 }) })).toThrow(/Unrecognized key: "sentinel"/);
    expect(() => topologyOf({ topology: file({ sentinels: 2 }) })).toThrow(/sentinels/);
  });

  // Patroni ends the lead of a primary that cannot renew it within these; below, it would end it without cause.
  test.each(Object.entries(timingProfiles))(
    "%s gives the lead time for a loop and two retries",
    (_name, timing) => {
      const { databaseLeadSeconds, databaseLoopSeconds, databaseRetrySeconds } = timing;
      expect(databaseLeadSeconds).toBeGreaterThanOrEqual(databaseLoopSeconds + 2 * databaseRetrySeconds);
    },
  );
});
