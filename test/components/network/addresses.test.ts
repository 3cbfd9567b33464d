import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { type Cidr, cidr, contains, formatCidr, overlaps } from "../../../components/kit/cidr";
import { parseZone, type Zone } from "../../../components/kit/zones";
import { vpcPrefix } from "../../../components/kit/vpc-block";
import { subnetBlock, type SubnetTier, tiers } from "../../../components/network/addresses";

const anyVpc = fc
  .record({ prefix: fc.integer(vpcPrefix), address: fc.nat(0xffff_ffff) })
  .map(({ prefix, address }): Cidr => ({ base: address - (address % 2 ** (32 - prefix)), prefix }));
const anyZones = fc.uniqueArray(fc.constantFrom("a", "b", "c", "d", "e", "f", "g", "h"), { minLength: 1 });

const zone = (letter: string): Zone => parseZone(`eu-west-1${letter}`)!;
const plan = (vpc: Cidr, letters: readonly string[]): { key: string; block: Cidr }[] =>
  tiers.flatMap((tier) =>
    letters.map((letter) => ({ key: tier + letter, block: subnetBlock(vpc, tier, zone(letter)) })),
  );

describe("subnetBlock", () => {
  test("lays three tiers in three zones of a /16", () => {
    const vpc = cidr("10.20.0.0/16");
    const blocks = (tier: SubnetTier): string[] =>
      ["a", "b", "c"].map((at) => formatCidr(subnetBlock(vpc, tier, zone(at))));
    expect(blocks("private")).toEqual(["10.20.0.0/21", "10.20.8.0/21", "10.20.16.0/21"]);
    expect(blocks("public")).toEqual(["10.20.64.0/21", "10.20.72.0/21", "10.20.80.0/21"]);
    expect(blocks("data")).toEqual(["10.20.128.0/21", "10.20.136.0/21", "10.20.144.0/21"]);
  });

  test("gives every tier of every zone its own block", () => {
    fc.assert(
      fc.property(anyVpc, anyZones, (vpc, letters) => {
        const planned = plan(vpc, letters);
        expect(planned).toHaveLength(3 * letters.length);
        for (const one of planned) {
          const clashes = planned.filter((other) => other !== one && overlaps(one.block, other.block));
          expect(clashes).toEqual([]);
        }
      }),
    );
  });

  test("stays inside the VPC, with blocks that AWS accepts", () => {
    fc.assert(
      fc.property(anyVpc, anyZones, (vpc, letters) => {
        for (const { block } of plan(vpc, letters)) {
          expect(contains(vpc, block)).toBe(true);
          expect(cidr(formatCidr(block))).toEqual(block);
          expect(block.prefix).toBeLessThanOrEqual(28);
        }
      }),
    );
  });

  test("moves no subnet when zones are added, dropped or reordered", () => {
    fc.assert(
      fc.property(anyVpc, anyZones, anyZones, (vpc, before, after) => {
        const old = new Map(plan(vpc, before).map(({ key, block }) => [key, block]));
        for (const { key, block } of plan(vpc, after)) {
          expect(block).toEqual(old.get(key) ?? block);
        }
      }),
    );
  });

  test("refuses a VPC too small to be divided", () => {
    expect(() => subnetBlock(cidr("10.0.0.0/30"), "data", zone("a"))).toThrow(
      "10.0.0.2/32 has no /35 with index 0",
    );
  });
});
