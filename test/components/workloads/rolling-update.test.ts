import { expect, test } from "@jest/globals";
import { refreshPreferences } from "../../../components/workloads/rolling-update";

test("replaces all at once, new before old, where no alarm watches", () => {
  expect(refreshPreferences([])).toEqual({
    minHealthyPercentage: 100,
    maxHealthyPercentage: 150,
    skipMatching: true,
    autoRollback: false,
  });
});

test("replaces a fifth and watches the alarms for five minutes before it goes on", () => {
  expect(refreshPreferences(["errors", "latency"])).toEqual({
    minHealthyPercentage: 100,
    maxHealthyPercentage: 150,
    skipMatching: true,
    autoRollback: false,
    alarmSpecification: { alarms: ["errors", "latency"] },
    checkpointPercentages: [20, 100],
    checkpointDelay: "300",
  });
});
