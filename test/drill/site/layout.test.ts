import { describe, expect, test } from "@jest/globals";
import { address, hosts, locationBlock, siteNodes } from "../../../drill/site/layout";

describe("the layout", () => {
  const nodes = siteNodes(3);

  test("has two regions and a witness", () => {
    const count = (location: string): number => nodes.filter((node) => node.location === location).length;
    expect([count("a"), count("b"), count("w")]).toEqual([8, 7, 3]);
  });

  test("gives every node a name and an address of its own", () => {
    expect(new Set(nodes.map(({ name }) => name)).size).toBe(nodes.length);
    const addresses = nodes.map(
      ({ location, host, port }) => `${address("loopback", location, host)}:${port}`,
    );
    expect(new Set(addresses).size).toBe(nodes.length);
  });

  test("puts addresses on the interface for every node", () => {
    expect(nodes.map(({ host }) => host).filter((host) => !hosts.includes(host))).toEqual([]);
  });

  test("stays on loopback and private addresses", () => {
    expect(locationBlock("loopback", "a")).toBe("127.0.1.0/24");
    expect(locationBlock("namespaces", "w")).toBe("10.213.3.0/24");
  });

  test("with one Sentinel has it in the first region", () => {
    expect(siteNodes(1).flatMap(({ program, name }) => (program === "sentinel" ? name : []))).toEqual([
      "sentinel-a",
    ]);
  });
});
