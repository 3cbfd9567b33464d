import { describe, expect, it } from "@jest/globals";
import {
  StopConditions,
  realClock,
  throttled,
  type StopConditionOptions,
} from "../../../../drill/adapters/aws/stop-conditions";
import { Aborted, Refused } from "../../../../drill/model/exit-code";
import { TestClock } from "./support/clock";

function stopConditionsWith(options: Partial<StopConditionOptions> = {}) {
  const clock = new TestClock();
  const log: string[] = [];
  const stopConditions = new StopConditions({
    alarms: () => Promise.resolve([]),
    timeLimitMs: 60_000,
    intend: (text) => log.push(text),
    clock,
    ...options,
  });
  const act = (text: string) => stopConditions.act(text, () => Promise.resolve(log.push(`did ${text}`)));
  return { stopConditions, clock, log, act };
}

describe("stop conditions", () => {
  it("writes down what it is about to do, and then does it", async () => {
    const { act, log } = stopConditionsWith();
    await act("terminate i-1");
    expect(log).toEqual(["terminate i-1", "did terminate i-1"]);
  });

  it("refuses the first change while an alarm rings: nothing was broken", async () => {
    const { act, log } = stopConditionsWith({ alarms: () => Promise.resolve(["the alarm errors rings"]) });
    await expect(act("terminate i-1")).rejects.toThrow(
      new Refused("the alarm errors rings; nothing was broken"),
    );
    expect(log).toEqual([]);
  });

  it("aborts the next change when an alarm rings after the first", async () => {
    const reasons: string[] = [];
    const { act, log } = stopConditionsWith({ alarms: () => Promise.resolve(reasons) });
    await act("one");
    reasons.push("the alarm errors rings");
    await expect(act("two")).rejects.toThrow(new Aborted("stopped: the alarm errors rings"));
    expect(log).toEqual(["one", "did one"]);
  });

  it("holds alarms that cannot be read for ringing ones", async () => {
    const { stopConditions } = stopConditionsWith({ alarms: () => Promise.reject(new Error("throttled")) });
    await expect(stopConditions.reasons()).resolves.toEqual(["the alarms cannot be read (throttled)"]);
  });

  it("counts the time limit from the first change, and anew after restoring", async () => {
    const { stopConditions, clock, act } = stopConditionsWith();
    await clock.sleep(600_000);
    await act("one");
    await clock.sleep(59_999);
    await expect(stopConditions.reasons()).resolves.toEqual([]);
    await clock.sleep(1);
    await expect(stopConditions.reasons()).resolves.toEqual(["the time limit of 60 s is over"]);
    stopConditions.restored();
    await expect(stopConditions.reasons()).resolves.toEqual([]);
  });

  it("restores in spite of alarm and limit", async () => {
    const { stopConditions, log } = stopConditionsWith({
      alarms: () => Promise.resolve(["the alarm errors rings"]),
    });
    await stopConditions.restore("stop EXP1", () => Promise.resolve());
    await stopConditions.awaitRestored({ for: "EXP1 to stop", timeoutMs: 0 }, () => Promise.resolve(true));
    expect(log).toEqual(["stop EXP1"]);
  });

  it("asks for reasons to stop between two looks at what it waits for", async () => {
    let looks = 0;
    const { stopConditions, act } = stopConditionsWith({
      alarms: () => Promise.resolve(looks === 2 ? ["the alarm errors rings"] : []),
    });
    await act("one");
    const waiting = stopConditions.await({ for: "db-1 to reboot", timeoutMs: 60_000 }, () =>
      Promise.resolve(++looks > 9),
    );
    await expect(waiting).rejects.toThrow("stopped: the alarm errors rings");
    expect(looks).toBe(2);
  });

  it("gives up waiting when the time is up", async () => {
    const { stopConditions, clock } = stopConditionsWith();
    const began = clock.now();
    const waiting = stopConditions.await({ for: "db-1 to reboot", timeoutMs: 20_000 }, () =>
      Promise.resolve(false),
    );
    await expect(waiting).rejects.toThrow(new Aborted("waited 20 s for db-1 to reboot in vain"));
    expect(clock.now() - began).toBe(20_000);
  });

  it("stops when it is told to", async () => {
    const stop = new AbortController();
    const { stopConditions } = stopConditionsWith();
    stopConditions.stopOn(stop.signal);
    await expect(stopConditions.reasons()).resolves.toEqual([]);
    stop.abort();
    await expect(stopConditions.reasons()).resolves.toEqual(["the drill was told to stop"]);
  });

  it("does not wait to the end of a pause when it is told to stop", async () => {
    const stop = new AbortController();
    const { stopConditions } = stopConditionsWith({ clock: realClock });
    stopConditions.stopOn(stop.signal);
    const waiting = stopConditions.await({ for: "db-1 to reboot", timeoutMs: 60_000 }, () => {
      setImmediate(() => {
        stop.abort(new Aborted("stopped by SIGINT"));
      });
      return Promise.resolve(false);
    });
    await expect(waiting).rejects.toThrow(new Aborted("stopped by SIGINT"));
  });
});

describe("a throttled question", () => {
  it("is asked once in the given time", async () => {
    const clock = new TestClock();
    let asked = 0;
    const ask = throttled(5_000, () => Promise.resolve(++asked), clock);
    expect([await ask(), await ask()]).toEqual([1, 1]);
    await clock.sleep(4_999);
    expect(await ask()).toBe(1);
    await clock.sleep(1);
    expect(await ask()).toBe(2);
  });
});
