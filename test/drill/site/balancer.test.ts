import { describe, expect, test } from "@jest/globals";
import { parseServers } from "../../../drill/site/state/balancer";

describe("HAProxy's statistics", () => {
  test("give the servers and leave out the totals", () => {
    const csv = [
      "# pxname,svname,qcur,status,weight,",
      "front,FRONTEND,,OPEN,,",
      "applications,application-a1,0,UP,1,",
      "applications,application-a2,0,DOWN 1/2,1,",
      "applications,BACKEND,0,UP,2,",
      "",
    ].join("\n");
    expect(parseServers(csv)).toEqual([
      { name: "application-a1", status: "UP" },
      { name: "application-a2", status: "DOWN 1/2" },
    ]);
  });
});
