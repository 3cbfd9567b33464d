import { describe, expect, test } from "@jest/globals";
import { acceptedSettings } from "../support/settings/accepted";
import { runConfiguration } from "./program";

/** More of them, through the real engine: `npm run configurations`. */
const seeds = Array.from({ length: 8 }, (_, at) => at + 1);

describe("what the parser accepts, the components accept", () => {
  test.each(seeds)(
    "configuration %d",
    async (seed) => {
      const settings = Object.entries(acceptedSettings(seed, { texts: "any" }));
      const run = await runConfiguration(
        Object.fromEntries(settings.map(([key, value]) => [`standfast:${key}`, value])),
      );
      expect(run.resources.length).toBeGreaterThan(50);
    },
    60_000,
  );
});
