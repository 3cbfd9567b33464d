import { describe, expect, test } from "@jest/globals";
import { measureTrial } from "../../../drill/measure/trial";
import type { Audit } from "../../../drill/model/report";
import { recordsOf } from "../support/records";

const auditAfterHeal: Audit[] = [];

describe("a trial's figures", () => {
  test("only the clients outside of the region that is hit are judged", () => {
    const measured = measureTrial(
      {
        records: [...recordsOf("..xxxxxxxx", { clients: "a" }), ...recordsOf("..xx......", { clients: "b" })],
        events: [],
        judged: ["b"],
        faultAt: 200,
        undoneAt: 900,
        redundantAt: 1_900,
        auditAfterHeal,
      },
      { outageMs: 500, lostWrites: 0 },
    );
    expect(measured).toMatchObject({
      verdict: "passed",
      outageMs: 210,
      requests: { sent: 20, failed: 10, slow: 0, failedJudged: 2 },
      undoneAt: 700,
      redundancyMs: 1_000,
    });
    expect(measured.clients).toEqual([
      { name: "a", judged: false, outageMs: 710, impairedMs: 710, sent: 10, failed: 8, slow: 0 },
      { name: "b", judged: true, outageMs: 210, impairedMs: 210, sent: 10, failed: 2, slow: 0 },
    ]);
    // Not when the region that was cut off was reached again.
    expect(measured.phases).toEqual([{ phase: "client", of: "database", at: 210 }]);
    expect(measured.outages.map(({ clients, recovered }) => [clients, recovered])).toEqual([
      ["a", false],
      ["b", true],
    ]);
  });

  test("phases are the first events after the fault, and the clients' own end", () => {
    const { phases } = measureTrial(
      {
        records: recordsOf("...xxxx...", { store: "cache" }),
        events: [
          { at: 100, phase: "detect", of: "cache", text: "before the fault" },
          { at: 400, phase: "detect", of: "cache", text: "down" },
          { at: 450, phase: "detect", of: "cache", text: "down, says another" },
          { at: 600, phase: "promote", of: "cache", text: "promoted" },
          { at: 620, text: "no phase" },
        ],
        judged: ["any-region"],
        faultAt: 300,
        undoneAt: 900,
        redundantAt: 900,
        auditAfterHeal,
      },
      { outageMs: 500, lostWrites: 0 },
    );
    expect(phases).toEqual([
      { phase: "detect", of: "cache", at: 100 },
      { phase: "promote", of: "cache", at: 300 },
      { phase: "client", of: "cache", at: 410 },
    ]);
  });

  test("slow requests count apart from failed ones, and in the impaired stretch", () => {
    const measured = measureTrial(
      {
        records: recordsOf("..sssss...."),
        events: [],
        judged: ["any-region"],
        faultAt: 200,
        undoneAt: 900,
        redundantAt: 900,
        auditAfterHeal,
      },
      { outageMs: 0, lostWrites: 0 },
    );
    expect(measured).toMatchObject({
      verdict: "passed",
      outageMs: 0,
      impairedMs: 510,
      requests: { failed: 0, slow: 5 },
    });
  });

  test("the clients' own lateness is told: an outage that is shorter may have been missed", () => {
    const records = recordsOf("....").map((record, index) => ({ ...record, lateMs: index * 100 }));
    const { clientLatenessMs } = measureTrial(
      { records, events: [], judged: [], faultAt: 0, undoneAt: 0, auditAfterHeal },
      { outageMs: 0, lostWrites: 0 },
    );
    expect(clientLatenessMs).toEqual({ median: 100, p95: 300, max: 300 });
  });

  test("the timeline counts requests by when they were sent", () => {
    const { timeline } = measureTrial(
      { records: recordsOf(".....xxs"), events: [], judged: [], faultAt: 500, undoneAt: 700, auditAfterHeal },
      { outageMs: 0, lostWrites: 0 },
    );
    expect(timeline).toEqual({
      stepMs: 250,
      fromAt: -500,
      series: [
        { store: "database", clients: "any-region", ok: [3, 2, 0], slow: [0, 0, 1], failed: [0, 0, 2] },
      ],
    });
  });
});
