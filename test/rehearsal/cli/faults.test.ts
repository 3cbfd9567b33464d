import { expect, test } from "@jest/globals";
import { readFaults } from "../../../rehearsal/cli/faults";

test("faults are the rehearsal's, the rest is the engine's", () => {
  const { faults, args } = readFaults([
    ...["--fault", "region-dark=us-east-1", "up", "--stack", "prod", "--fault=api-timeout=5%"],
    ...["--fault-seed", "7", "--yes"],
  ]);
  expect(args).toEqual(["up", "--stack", "prod", "--yes"]);
  expect(faults?.seed).toBe(7);
  expect(faults?.faults.map(({ error, percentage }) => [error, percentage])).toEqual([
    ["timeout", 100],
    ["timeout", 5],
  ]);
});

test("without a fault nothing is to fail", () => {
  expect(readFaults(["up"])).toEqual({ faults: undefined, args: ["up"] });
});

test("every mistake is told at once, with what can be written", () => {
  expect(() => readFaults(["--fault", "lightning", "--fault", "api-timeout=5", "--fault-seed", "x"])).toThrow(
    /^--fault lightning, --fault api-timeout=5, --fault-seed x: not known; write --fault region-dark=us-east-1, /,
  );
});
