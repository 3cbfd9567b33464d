import { describe, expect, test } from "@jest/globals";
import { Refused } from "../../../drill/model/exit-code";
import { catalogue, selectScenarios } from "../../../drill/scenarios/catalogue";

const names = (name: string): string[] => selectScenarios(name).map((scenario) => scenario.name);

describe("the catalogue", () => {
  test("holds every scenario once", () => {
    expect(names("all")).toEqual([
      "api_kill",
      "process_hang_application",
      "lb_kill",
      "process_hang_load_balancer",
      "redis_kill",
      "process_hang_cache",
      "primary_kill",
      "node_kill",
      "process_hang_database",
      "freeze_thaw",
      "lag_then_kill",
      "disk_full",
      "quorum_kill",
      "process_hang_quorum",
      "zone_isolate",
      "region_kill",
      "region_partition",
    ]);
  });

  test("gives one by its name and several by their family", () => {
    expect(names("redis_kill")).toEqual(["redis_kill"]);
    expect(names("process_hang")).toHaveLength(5);
  });

  test("refuses an unknown name and lists those that there are", () => {
    expect(() => selectScenarios("redis_kil")).toThrow(Refused);
    expect(() => selectScenarios("redis_kil")).toThrow(
      /^--scenario redis_kil is unknown; known are all, process_hang, api_kill, .*region_partition$/,
    );
  });

  // What the project promises for the local site; whoever loosens one changes it here as well.
  test.each([
    ["api_kill", 1],
    ["process_hang_application", 2],
    ["redis_kill", 4],
    ["primary_kill", 5],
    ["node_kill", 10],
    ["lb_kill", 3],
    ["quorum_kill", 0],
    ["region_kill", 12],
    ["region_partition", 30],
  ])("%s recovers in %d s on the local site", (name, seconds) => {
    expect(selectScenarios(name)[0]?.budgets.local?.recoverySeconds).toBe(seconds);
  });

  test("no scenario may lose an acknowledged write, and the death of an application fails no request", () => {
    expect(catalogue.map(({ budgets }) => budgets.local?.lostWrites ?? 0)).toEqual(catalogue.map(() => 0));
    expect(selectScenarios("api_kill")[0]?.budgets.local?.failedRequests).toBe(0);
  });
});
