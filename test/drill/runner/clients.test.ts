import { describe, expect, test } from "@jest/globals";
import { assignClients } from "../../../drill/runner/clients";

const endpoints = [
  { region: "a", url: "http://10.0.0.1" },
  { region: "b", url: "http://10.0.0.2" },
];

const ways = { endpoints, sharedUrl: "http://127.0.0.1:1" };

describe("clients", () => {
  test("of any region know every endpoint and are all judged", () => {
    expect(assignClients({ name: "region_kill", clients: "any-region" }, ways, "a")).toEqual({
      groups: [{ name: "any-region", urls: ["http://10.0.0.1", "http://10.0.0.2"] }],
      judged: ["any-region"],
    });
  });

  test("of any region are joined by newcomers, who begin with the lost region each time, where that is fenced", () => {
    const { groups, judged } = assignClients({ name: "region_kill", clients: "any-region" }, ways, "a", true);
    expect(groups.at(-1)).toMatchObject({ name: "newcomers", preference: "first" });
    expect(judged).toEqual(["any-region", "newcomers"]);
  });

  test("of each region stay there, and neither those of the region that is hit nor those of a shared address are judged", () => {
    expect(assignClients({ name: "region_partition", clients: "each-region" }, ways, "a")).toEqual({
      groups: [
        { name: "a", urls: ["http://10.0.0.1"] },
        { name: "b", urls: ["http://10.0.0.2"] },
        { name: "shared-address", urls: ["http://127.0.0.1:1"], connections: "fresh" },
      ],
      judged: ["b"],
    });
  });

  test("are refused where no client would be judged, as with one --lb-url", () => {
    const [only] = endpoints;
    expect(() =>
      assignClients(
        { name: "region_partition", clients: "each-region" },
        { endpoints: [only!], sharedUrl: undefined },
        "a",
      ),
    ).toThrow("region_partition needs an endpoint outside of the region that it hits");
  });
});
