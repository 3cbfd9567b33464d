/**
 * IPv4 address arithmetic: pure functions on blocks such as `10.10.0.0/16`.
 *
 * Blocks are compared as numbers, so every function is exact and constant-time.
 */

/** An IPv4 block: its first address as an unsigned 32-bit number, and its prefix length (0–32). */
export interface Cidr {
  readonly base: number;
  readonly prefix: number;
}

/** The number of addresses in a block. */
export function size(block: Cidr): number {
  return 2 ** (32 - block.prefix);
}

/**
 * Reads `a.b.c.d/n`.
 * @returns the block, or the reason why `text` is none; host bits must be zero, as AWS demands.
 */
export function parseCidr(text: string): Cidr | { readonly problem: string } {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
  if (!match) return { problem: "is not of the form a.b.c.d/n" };
  const [a = 0, b = 0, c = 0, d = 0, prefix = 0] = match.slice(1).map(Number);
  if (Math.max(a, b, c, d) > 255) return { problem: "has an octet above 255" };
  if (prefix > 32) return { problem: "has a prefix above 32" };
  const address = a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d;
  const hostBits = address % 2 ** (32 - prefix);
  if (hostBits !== 0) {
    return { problem: `has host bits set; the block is ${formatCidr({ base: address - hostBits, prefix })}` };
  }
  return { base: address, prefix };
}

/**
 * Reads `a.b.c.d/n` where it is known to be good.
 * @throws {RangeError} that names the text and what is wrong with it.
 */
export function cidr(text: string): Cidr {
  const parsed = parseCidr(text);
  if ("problem" in parsed) throw new RangeError(`${text} ${parsed.problem}`);
  return parsed;
}

/** Writes a block as `a.b.c.d/n`. */
export function formatCidr({ base, prefix }: Cidr): string {
  const octets = [24, 16, 8, 0].map((shift) => Math.floor(base / 2 ** shift) % 256);
  return `${octets.join(".")}/${prefix}`;
}

/** Whether `outer` holds every address of `inner`. */
export function contains(outer: Cidr, inner: Cidr): boolean {
  return inner.base >= outer.base && inner.base + size(inner) <= outer.base + size(outer);
}

/** Whether two blocks share an address. */
export function overlaps(one: Cidr, other: Cidr): boolean {
  return contains(one, other) || contains(other, one);
}

/**
 * The `index`-th block of prefix length `prefix` inside `block`, counted from 0.
 * @throws {RangeError} when `block` has no such part.
 */
export function subnet(block: Cidr, prefix: number, index: number): Cidr {
  const part: Cidr = { base: block.base + index * 2 ** (32 - prefix), prefix };
  if (prefix < block.prefix || prefix > 32 || index < 0 || !contains(block, part)) {
    throw new RangeError(`${formatCidr(block)} has no /${prefix} with index ${index}`);
  }
  return part;
}
