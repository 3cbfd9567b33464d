import { describe, expect, test } from "@jest/globals";
import { layoutOf, type PartBox, type TopologyLayout } from "../../report/page/topology-layout";
import { topologySection } from "../../report/page/topology";
import { resource } from "../policies/support/fixture";
import { multiRegion } from "../policies/analysis/programs/multi-region";
import { singleZone } from "../policies/analysis/programs/single-zone";
import { survivabilityOf } from "./support/reports";

const sound = survivabilityOf(multiRegion());
const options = { activeRegions: sound.activeRegions, tiers: sound.tiers, width: 1200, columns: 3 };

function partsIn({ regions }: TopologyLayout): readonly PartBox[] {
  return regions.flatMap(({ tiers }) => tiers).flatMap(({ parts }) => parts);
}

/** Whether two boxes cover a common area. */
function overlap(one: PartBox, other: PartBox): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}

describe("the layout", () => {
  test.each([
    ["wide", 1200, 3],
    ["narrow", 380, 1],
  ])("%s: every part has a place of its own, inside its region and the drawing", (_, width, columns) => {
    const layout = layoutOf(sound.topology, { ...options, width, columns });
    const parts = partsIn(layout);
    expect(parts).toHaveLength(sound.topology.parts.length);
    const pairs = parts.flatMap((one, index) => parts.slice(index + 1).map((other) => [one, other] as const));
    expect(pairs.filter(([one, other]) => overlap(one, other))).toEqual([]);
    for (const region of layout.regions) {
      for (const part of partsIn({ ...layout, regions: [region] })) {
        expect(part.x).toBeGreaterThan(region.x);
        expect(part.x + part.width).toBeLessThan(region.x + region.width);
        expect(part.y + part.height).toBeLessThan(region.y + region.height);
      }
      expect(region.x + region.width).toBeLessThanOrEqual(width);
      expect(region.y + region.height).toBeLessThanOrEqual(layout.height);
    }
  });

  test("what belongs to no region is on top, then what serves, and tiers are level", () => {
    const { regions } = layoutOf(sound.topology, options);
    expect(regions.map(({ region, serves }) => [region, serves])).toEqual([
      ["global", true],
      ["us-east-1", true],
      ["eu-west-1", false],
    ]);
    const [, one, other] = regions.map(({ tiers }) => tiers.map(({ tier, y }) => [tier, y]));
    expect(one).toEqual(other);
  });

  test("a part covers the zones that it is in, and no other", () => {
    const layout = layoutOf(survivabilityOf(singleZone).topology, {
      ...options,
      activeRegions: ["us-east-1"],
    });
    const zones = partsIn(layout).map(({ part, segments }) => [part.name, segments.map(({ zone }) => zone)]);
    expect(zones).toEqual([
      ["web", ["us-east-1a"]],
      ["db", ["us-east-1a", "us-east-1b"]],
    ]);
  });

  test("parts that share no zone stand side by side", () => {
    const { regions } = layoutOf(sound.topology, options);
    const egress = regions[1]?.tiers.find(({ tier }) => tier === "egress");
    expect(egress?.parts).toHaveLength(3);
    expect(new Set(egress?.parts.map(({ y }) => y)).size).toBe(1);
  });

  test("what is too much for a picture is counted", () => {
    const buckets = Array.from({ length: 9 }, (_, index) =>
      resource("aws:s3/bucket:Bucket", `b${index}`, {}),
    );
    const { topology, tiers } = survivabilityOf([...singleZone, ...buckets]);
    const [region] = layoutOf(topology, { ...options, tiers }).regions;
    const store = region?.tiers.find(({ tier }) => tier === "object-store");
    expect([store?.parts.length, store?.hidden]).toEqual([4, 5]);
  });
});

describe("the section", () => {
  const html = topologySection(sound);
  const [, data = ""] = /id="failures">(.*?)<\/script>/.exec(html) ?? [];
  const failures = JSON.parse(data) as readonly {
    readonly regions: readonly string[];
    readonly zones: readonly string[];
    readonly parts: Readonly<Record<string, readonly string[]>>;
  }[];

  test("has a button, the words and the data of each failure, under one number", () => {
    expect(failures).toHaveLength(sound.failures.length + sound.pairs.length);
    const number = sound.failures.findIndex(({ failure }) => failure === "zone us-east-1b");
    expect(failures[number]).toMatchObject({ regions: [], zones: ["us-east-1b"] });
    expect(html).toContain(
      `data-failure="${number}" aria-pressed="false"><span class="sign survives" aria-hidden="true">✓</span>zone us-east-1b`,
    );
    expect(html).toContain(`data-aftermath="${number}"><h3>zone us-east-1b: what is left`);
  });

  test("says of each part what becomes of it", () => {
    const number = sound.failures.findIndex(({ failure }) => failure === "zone us-east-1b");
    const web = sound.topology.parts.findIndex(({ name }) => name === "web-us-east-1");
    expect(failures[number]?.parts[web]).toEqual(["survives", "✓ goes on"]);
  });

  test("gives the copy of what went with its region the word, and not what is gone", () => {
    const number = sound.failures.findIndex(({ failure }) => failure === "region us-east-1");
    const partAt = (name: string): number => sound.topology.parts.findIndex((part) => part.name === name);
    expect(failures[number]?.parts[partAt("db-eu-west-1")]).toEqual(["survives", "✓ takes over"]);
    expect(failures[number]?.parts[partAt("db-us-east-1")]).toBeUndefined();
  });

  test("draws a line for each flow, copies apart from requests", () => {
    // Of two drawings, one of which a window shows.
    const drawn = (kind: string): number =>
      [...html.matchAll(new RegExp(`class="flow ${kind}"`, "g"))].length / 2;
    const counted = (kind: string): number =>
      sound.topology.flows.filter((flow) => flow.kind === kind).length;
    expect([drawn("traffic"), drawn("replication")]).toEqual([counted("traffic"), counted("replication")]);
    expect(counted("replication")).toBeGreaterThan(0);
  });
});
