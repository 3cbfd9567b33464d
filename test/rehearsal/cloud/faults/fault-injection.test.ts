import { expect, test } from "@jest/globals";
import { parseFault } from "../../../../rehearsal/cloud/faults/api-fault";
import { FaultInjection } from "../../../../rehearsal/cloud/faults/fault-injection";

const call = { token: "aws:rds/instance:Instance", region: "eu-west-1", verb: "updating" } as const;

function injectionOf(written: string, seed?: number): FaultInjection {
  return new FaultInjection({ faults: parseFault(written) ?? [], ...(seed !== undefined && { seed }) });
}

/** Which of a thousand calls fail for good, when the provider asks only so often. */
function failuresOf(injection: FaultInjection, maxRetries?: number): readonly number[] {
  return Array.from({ length: 1000 }, (_, at) => at).filter(
    (at) => injection.attempt({ ...call, subject: `call ${at}`, maxRetries }) !== undefined,
  );
}

test("one attempt in twenty fails, and the provider asks until one succeeds", () => {
  const injection = injectionOf("api-throttle-error=5%");
  expect(failuresOf(injection)).toEqual([]);
  expect(injection.calls).toBe(1000);
  expect(injection.retried).toBeGreaterThan(25);
  expect(injection.retried).toBeLessThan(100);
  expect(injection.summary).toBe(
    `of 1000 calls ${injection.retried} were asked again and succeeded, 0 failed`,
  );
});

test("a provider that does not ask again fails in as many", () => {
  const failures = failuresOf(injectionOf("api-throttle-error=5%"), 1);
  expect(failures.length).toBeGreaterThan(25);
  expect(failures.length).toBeLessThan(100);
});

test("the same seed fails the same calls, and another others", () => {
  const [first, again, other] = [7, 7, 8].map((seed) =>
    failuresOf(injectionOf("api-throttle-error=5%", seed), 1),
  );
  expect(again).toEqual(first);
  expect(other).not.toEqual(first);
});

test("what always fails, fails after as many attempts as the provider makes", () => {
  const injection = injectionOf("api-unavailable-error=100%");
  expect(injection.attempt({ ...call, subject: "it" })).toEqual({ error: "unavailable", attempts: 25 });
  expect(injection.failed).toBe(1);
});
