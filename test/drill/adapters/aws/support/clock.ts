import { setImmediate } from "node:timers/promises";
import type { Clock } from "../../../../../drill/adapters/aws/leash";

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
