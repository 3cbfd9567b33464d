/** Decides which calls fail, and counts them. */
import { createHash } from "node:crypto";
import type { ApiFault, ApiError } from "./api-fault";
import type { AwsCall } from "./control-planes";

/** The provider's own `maxRetries`. https://registry.terraform.io/providers/hashicorp/aws/latest/docs#max_retries-1 */
const usualAttempts = 25;

export interface FaultOptions {
  readonly faults: readonly ApiFault[];
  /** The same seed fails the same calls. @default 1 */
  readonly seed?: number;
}

export interface AttemptedCall extends AwsCall {
  /** What tells it from others: a URN and a verb. */
  readonly subject: string;
  /** Of the provider's settings. @default 25 */
  readonly maxRetries?: number | undefined;
}

export interface FailedCall {
  readonly error: ApiError;
  readonly attempts: number;
}

export class FaultInjection {
  readonly #faults: readonly ApiFault[];
  readonly #seed: number;
  readonly darkRegions: ReadonlySet<string>;
  calls = 0;
  /** Calls that succeeded, but not at the first attempt. */
  retried = 0;
  failed = 0;

  constructor({ faults, seed = 1 }: FaultOptions) {
    this.#faults = faults;
    this.#seed = seed;
    this.darkRegions = new Set(faults.flatMap(({ darkRegion }) => darkRegion ?? []));
  }

  /**
   * Makes a call as the provider does, which asks again after each of these errors.
   * @returns how it failed in the end; undefined where an attempt succeeded.
   */
  attempt(call: AttemptedCall): FailedCall | undefined {
    this.calls += 1;
    const attempts = call.maxRetries ?? usualAttempts;
    const faults = this.#faults.filter(({ hits }) => hits(call));
    let error: ApiError | undefined;
    for (let attempt = 1; attempt <= attempts; attempt++) {
      error = faults.find(({ percentage }, at) => this.#draw(call, attempt, at) < percentage)?.error;
      if (error === undefined) {
        if (attempt > 1) this.retried += 1;
        return undefined;
      }
    }
    this.failed += 1;
    return error && { error, attempts };
  }

  /** By what is called, not by when: the engine makes calls side by side. @returns 0 to 100 */
  #draw({ subject }: AttemptedCall, attempt: number, fault: number): number {
    const hash = createHash("sha256").update(`${this.#seed} ${subject} ${attempt} ${fault}`).digest();
    return (hash.readUInt32BE(0) / 2 ** 32) * 100;
  }

  /** One line for people. */
  get summary(): string {
    return `of ${this.calls} calls ${this.retried} were asked again and succeeded, ${this.failed} failed`;
  }
}
