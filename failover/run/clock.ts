import { setTimeout } from "node:timers/promises";

/** The time, and waiting for it; tests have one of their own. */
export interface Clock {
  readonly now: () => Date;
  readonly sleep: (seconds: number) => Promise<void>;
}

export const realClock: Clock = {
  now: () => new Date(),
  sleep: async (seconds) => {
    await setTimeout(seconds * 1000);
  },
};
