import { describe, expect, test } from "@jest/globals";
import { latest, parsePrimaryClaim } from "../../../drill/app/sentinels";

describe("what a Sentinel says", () => {
  test("is the address that it gives to clients, with the epoch of its configuration", () => {
    const about = ["name", "cache", "ip", "10.0.0.1", "port", "1", "config-epoch", "7"];
    // While a failover runs the two differ: clients are sent to the promoted one already.
    expect(parsePrimaryClaim(about, ["10.0.0.2", "16379"])).toEqual({
      host: "10.0.0.2",
      port: 16_379,
      epoch: 7,
    });
  });

  test("is nothing when it is incomplete", () => {
    expect(parsePrimaryClaim(["config-epoch", "7"], [])).toBeUndefined();
  });
});

describe("of several opinions", () => {
  const held = { host: "a", port: 1, epoch: 3 };

  test("the latest epoch is believed", () => {
    const newer = { host: "b", port: 1, epoch: 4 };
    expect(latest(held, [{ host: "c", port: 1, epoch: 2 }, newer])).toBe(newer);
  });

  test("the one held wins a tie", () => {
    expect(latest(held, [{ host: "b", port: 1, epoch: 3 }])).toBe(held);
  });
});
