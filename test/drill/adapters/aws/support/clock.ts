import { setImmediate, setTimeout } from "node:timers/promises";
import type { Clock } from "../../../../../drill/adapters/aws/stop-conditions";

/** A clock on which waiting takes no time. */
export class TestClock implements Clock {
  #now = 1_000_000;

  now(): number {
    return this.#now;
  }

  async sleep(milliseconds: number): Promise<void> {
    this.#now += milliseconds;
    await setImmediate();
  }
}

const speed = 50;

/** A clock that runs fifty times as fast, for what cannot share a `TestClock` with others that wait. */
export const fastClock: Clock = {
  now: () => performance.now() * speed,
  sleep: (milliseconds) => setTimeout(milliseconds / speed),
};
