import { expect, test } from "@jest/globals";
import { catalogue } from "../../drill/scenarios/catalogue";
import { measuredOf, STANDS_FOR } from "../../report/model/measured";
import { aReport, aScenario } from "../drill/support/report";

test("every drill that stands for a prediction exists", () => {
  const names = catalogue.map(({ name }) => name);
  expect(Object.keys(STANDS_FOR).filter((name) => !names.includes(name))).toEqual([]);
});

test("a prediction has the latest measurement of its own failure and tier, and no other", () => {
  const slower = { median: 9_000, p95: 9_000, max: 9_000 };
  const earlier = { ...aReport, scenarios: [{ ...aScenario, outageMs: slower }] };
  expect(measuredOf({ kind: "node", tier: "cache" }, [aReport, earlier])).toMatchObject({
    scenario: "redis_kill",
    backend: "local",
    seconds: 2.5,
  });
  expect(measuredOf({ kind: "zone", tier: "cache" }, [aReport])).toBeUndefined();
  expect(measuredOf({ kind: "node", tier: "database" }, [aReport])).toBeUndefined();
});
