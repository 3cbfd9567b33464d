import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  type Cidr,
  cidr,
  contains,
  formatCidr,
  overlaps,
  parseCidr,
  size,
  subnet,
} from "../../../components/kit/cidr";

const anyBlock = fc
  .record({ prefix: fc.integer({ min: 0, max: 32 }), address: fc.nat(0xffff_ffff) })
  .map(({ prefix, address }): Cidr => ({ base: address - (address % 2 ** (32 - prefix)), prefix }));

/** A block, and one of its parts by prefix length and index. */
const anyPart = anyBlock.chain((block) =>
  fc.integer({ min: block.prefix, max: 32 }).chain((prefix) =>
    fc.record({
      block: fc.constant(block),
      prefix: fc.constant(prefix),
      index: fc.nat(2 ** (prefix - block.prefix) - 1),
    }),
  ),
);

describe("parseCidr", () => {
  test("reads what formatCidr writes", () => {
    fc.assert(
      fc.property(anyBlock, (block) => {
        expect(parseCidr(formatCidr(block))).toEqual(block);
      }),
    );
  });

  test("reads the first and the last address there is", () => {
    expect(parseCidr("0.0.0.0/0")).toEqual({ base: 0, prefix: 0 });
    expect(parseCidr("255.255.255.255/32")).toEqual({ base: 2 ** 32 - 1, prefix: 32 });
  });

  test.each([
    ["10.0.0.0", "is not of the form a.b.c.d/n"],
    ["ten/16", "is not of the form a.b.c.d/n"],
    ["10.0.0/16", "is not of the form a.b.c.d/n"],
    ["10.0.256.0/16", "has an octet above 255"],
    ["10.0.0.0/33", "has a prefix above 32"],
    ["10.0.1.0/16", "has host bits set; the block is 10.0.0.0/16"],
    ["255.255.255.255/0", "has host bits set; the block is 0.0.0.0/0"],
  ])("says why %s is no block", (text, problem) => {
    expect(parseCidr(text)).toEqual({ problem });
  });
});

describe("cidr", () => {
  test("reads a good block", () => {
    expect(cidr("10.10.0.0/16")).toEqual({ base: 10 * 2 ** 24 + 10 * 2 ** 16, prefix: 16 });
  });

  test("throws with the text and what is wrong with it", () => {
    expect(() => cidr("10.0.0.0/33")).toThrow(new RangeError("10.0.0.0/33 has a prefix above 32"));
  });
});

describe("size", () => {
  test.each([
    ["0.0.0.0/0", 2 ** 32],
    ["10.0.0.0/16", 65_536],
    ["10.0.0.1/32", 1],
  ])("%s holds %d addresses", (text, addresses) => {
    expect(size(cidr(text))).toBe(addresses);
  });
});

describe("contains and overlaps", () => {
  test("a block holds each of its parts, and a part holds the block only when it is all of it", () => {
    fc.assert(
      fc.property(anyPart, ({ block, prefix, index }) => {
        const part = subnet(block, prefix, index);
        expect(contains(block, part)).toBe(true);
        expect(contains(part, block)).toBe(prefix === block.prefix);
      }),
    );
  });

  test("overlap is what comparing the end addresses says, either way round", () => {
    fc.assert(
      fc.property(anyBlock, anyBlock, (one, other) => {
        const share = one.base < other.base + size(other) && other.base < one.base + size(one);
        expect(overlaps(one, other)).toBe(share);
        expect(overlaps(other, one)).toBe(share);
      }),
    );
  });

  test("neighbours share nothing", () => {
    expect(overlaps(cidr("10.0.0.0/17"), cidr("10.0.128.0/17"))).toBe(false);
  });
});

describe("subnet", () => {
  test("parts of one size follow one another without a gap", () => {
    fc.assert(
      fc.property(anyPart, ({ block, prefix, index }) => {
        const part = subnet(block, prefix, index);
        expect(part).toEqual({ base: block.base + index * size(part), prefix });
      }),
    );
  });

  test.each([
    ["10.0.0.0/16", 15, 0],
    ["10.0.0.0/16", 24, 256],
    ["10.0.0.0/16", 24, -1],
    ["10.0.0.0/32", 33, 0],
  ])("%s has no /%d with index %d", (text, prefix, index) => {
    expect(() => subnet(cidr(text), prefix, index)).toThrow(
      new RangeError(`${text} has no /${prefix} with index ${index}`),
    );
  });
});
