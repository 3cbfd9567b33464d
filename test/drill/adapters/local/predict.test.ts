import { describe, expect, test } from "@jest/globals";
import { predictedOutageMs } from "../../../../drill/adapters/local/predict";
import { selectScenarios } from "../../../../drill/scenarios/catalogue";
import { timingProfiles } from "../../../../drill/site/topology";

function predicted(name: string, profile: keyof typeof timingProfiles = "tuned"): number | undefined {
  const [scenario] = selectScenarios(name);
  return scenario && predictedOutageMs(scenario, timingProfiles[profile]);
}

describe("the predicted outage", () => {
  test.each([
    ["api_kill", 0],
    ["process_hang_load_balancer", 1_500],
    ["redis_kill", 2_300],
    ["process_hang_cache", 3_100],
    ["primary_kill", 3_200],
    ["node_kill", 8_200],
    ["process_hang_database", 9_000],
    ["lag_then_kill", 10_200],
    ["quorum_kill", 0],
    ["region_kill", 8_200],
  ])("of %s is %d ms with tuned settings", (name, milliseconds) => {
    expect(predicted(name)).toBe(milliseconds);
  });

  test("follows the settings", () => {
    expect(predicted("redis_kill", "stock")).toBe(6_300);
    expect(predicted("node_kill", "stock")).toBe(42_900);
  });

  test.each(selectScenarios("all"))("of $name is inside its budget", (scenario) => {
    const budgetMs = (scenario.budgets.local?.recoverySeconds ?? 0) * 1000;
    expect(predictedOutageMs(scenario, timingProfiles.tuned)).toBeLessThanOrEqual(budgetMs);
  });
});
