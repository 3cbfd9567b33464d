import { expect, it } from "@jest/globals";
import { wasRefusedInOctober2025 } from "../support/october-2025";
import { commandLine } from "./support/run";
import { eu, us, World, type WorldOptions } from "./support/world";

const stacks: readonly WorldOptions[] = [
  {},
  { switch: "region-switch" },
  { database: "aurora-global", cache: "global" },
  { platform: "kubernetes" },
];

it.each(stacks)(
  "with every API of the lost region dark, it asks only how much ran there, and to stop it (%j)",
  async (options) => {
    const world = new World(options);
    world.dark.add(us);
    const { execute } = commandLine(world);
    await expect(execute()).resolves.toMatchObject({ exitCode: 0 });
    const asked = world.calls.filter((call) => call.startsWith(us));
    expect(new Set(asked)).toEqual(
      new Set(options.platform === "kubernetes" ? [] : [`${us} autoscaling:DescribeAutoScalingGroups`]),
    );
    expect(world.changes.every((change) => change.startsWith(eu))).toBe(true);
    const changes = world.changes.map((change) => change.split(" "));
    const refused = changes.filter(([region = "", operation = ""]) =>
      wasRefusedInOctober2025({ operation, region }),
    );
    expect(refused).toEqual([]);
  },
);

it("grows to the most that the group allows where the lost region does not say what it ran", async () => {
  const world = new World();
  world.dark.add(us);
  const { execute } = commandLine(world);
  await execute();
  expect(world.in(eu).fleet.desired).toBe(18);
});

it("stops what the other region runs where it answers, and grows to as much", async () => {
  const world = new World();
  const { execute } = commandLine(world);
  await execute();
  expect(world.in(eu).fleet.desired).toBe(9);
  expect(world.in(us).fleet).toMatchObject({ min: 0, max: 0, desired: 0 });
  expect(world.changes[0]).toBe(`${us} autoscaling:UpdateAutoScalingGroup`);
});
