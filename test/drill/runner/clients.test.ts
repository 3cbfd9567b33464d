import { describe, expect, test } from "@jest/globals";
import { clientsOf } from "../../../drill/runner/clients";

const entries = [
  { region: "a", url: "http://10.0.0.1" },
  { region: "b", url: "http://10.0.0.2" },
];

describe("clients", () => {
  test("of any region know every entry and are all judged", () => {
    expect(clientsOf({ name: "region_kill", clients: "any-region" }, entries, "a")).toEqual({
      groups: [{ name: "any-region", urls: ["http://10.0.0.1", "http://10.0.0.2"] }],
      judged: ["any-region"],
    });
  });

  test("of each region stay there, and those of the region that is hit are not judged", () => {
    expect(clientsOf({ name: "region_partition", clients: "each-region" }, entries, "a")).toEqual({
      groups: [
        { name: "a", urls: ["http://10.0.0.1"] },
        { name: "b", urls: ["http://10.0.0.2"] },
      ],
      judged: ["b"],
    });
  });

  test("are refused where nobody would be judged, as with one --lb-url", () => {
    const [only] = entries;
    expect(() => clientsOf({ name: "region_partition", clients: "each-region" }, [only!], "a")).toThrow(
      "region_partition needs an entry outside of the region that it hits",
    );
  });
});
