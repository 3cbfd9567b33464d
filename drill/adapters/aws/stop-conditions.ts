import { now, sleep } from "../../model/clock";
import { Aborted, Refused } from "../../model/exit-code";

/** Time, so that tests need not wait for it. Milliseconds. */
export interface Clock {
  now(): number;
  /** @param signal ends it early: it rejects. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

export const realClock: Clock = { now, sleep };

export interface StopConditionOptions {
  /** Reasons to stop that the alarms give, or none. A failure to ask is a reason. */
  readonly alarms: () => Promise<readonly string[]>;
  /** How long anything may stay broken. */
  readonly timeLimitMs: number;
  /** Called before each change with what it will be, so that it is on disk if the drill dies. */
  readonly intend: (text: string) => void;
  readonly clock: Clock;
}

export interface WaitOptions {
  /** What is waited for, for the message: `db-1 to reboot`. */
  readonly for: string;
  readonly timeoutMs: number;
}

const askEveryMs = 5_000;

/**
 * Every change of the adapter goes through `act`: it asks for reasons to stop, writes the intention down, and only
 * then acts. Waiting asks too, so a drill never runs past an alarm or its time limit.
 */
export class StopConditions {
  #brokenSince: number | undefined;
  #signal: AbortSignal | undefined;

  constructor(private readonly options: StopConditionOptions) {}

  /** From now on this signal stops the drill as well, and what it waits for. */
  stopOn(signal: AbortSignal): void {
    this.#signal = signal;
  }

  /** Reasons to stop at once, or none. */
  async reasons(): Promise<readonly string[]> {
    const { timeLimitMs } = this.options;
    const reasons = [...(await this.#alarms())];
    if (this.#signal?.aborted) reasons.push("the drill was told to stop");
    if (this.#brokenSince !== undefined && this.options.clock.now() - this.#brokenSince >= timeLimitMs) {
      reasons.push(`the time limit of ${timeLimitMs / 1000} s is over`);
    }
    return reasons;
  }

  /** @throws {Refused} while nothing is broken, {Aborted} after that. */
  async check(): Promise<void> {
    const reasons = await this.reasons();
    if (reasons.length === 0) return;
    const message = reasons.join("; ");
    throw this.#brokenSince === undefined
      ? new Refused(`${message}; nothing was broken`)
      : new Aborted(`stopped: ${message}`);
  }

  /** Breaks something. The time limit begins with the first call. */
  async act<T>(text: string, change: () => Promise<T>): Promise<T> {
    await this.check();
    this.options.intend(text);
    this.#brokenSince ??= this.options.clock.now();
    return await change();
  }

  /** Restores something: no alarm and no limit holds that back. */
  async restore<T>(text: string, change: () => Promise<T>): Promise<T> {
    this.options.intend(text);
    return await change();
  }

  /** Everything is restored: the time limit begins anew with the next change. */
  restored(): void {
    this.#brokenSince = undefined;
  }

  /** Asks until the answer is yes. @throws {Aborted} when there is a reason to stop, or the time is up. */
  async await(wait: WaitOptions, ask: () => Promise<boolean>): Promise<void> {
    await this.#poll(wait, ask, () => this.check(), this.#signal);
  }

  /** The same while restoring: only the time can run out. */
  async awaitRestored(wait: WaitOptions, ask: () => Promise<boolean>): Promise<void> {
    await this.#poll(wait, ask, () => Promise.resolve());
  }

  async #poll(
    wait: WaitOptions,
    ask: () => Promise<boolean>,
    check: () => Promise<void>,
    signal?: AbortSignal,
  ): Promise<void> {
    const deadline = this.options.clock.now() + wait.timeoutMs;
    for (;;) {
      await check();
      if (await ask()) return;
      if (this.options.clock.now() >= deadline) {
        throw new Aborted(`waited ${wait.timeoutMs / 1000} s for ${wait.for} in vain`);
      }
      await this.options.clock.sleep(askEveryMs, signal);
    }
  }

  async #alarms(): Promise<readonly string[]> {
    try {
      return await this.options.alarms();
    } catch (error) {
      return [`the alarms cannot be read (${(error as Error).message})`];
    }
  }
}

/** Asks at most once in `milliseconds`: the runner asks four times a second, which AWS would answer by throttling. */
export function throttled<T>(milliseconds: number, ask: () => Promise<T>, clock: Clock): () => Promise<T> {
  let last: { readonly at: number; readonly answer: Promise<T> } | undefined;
  return () => {
    if (last === undefined || clock.now() - last.at >= milliseconds)
      last = { at: clock.now(), answer: ask() };
    return last.answer;
  };
}
