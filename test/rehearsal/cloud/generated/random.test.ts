import { describe, expect, test } from "@jest/globals";
import { compareSync } from "bcryptjs";
import { random } from "../../../../rehearsal/cloud/generated/random";
import type { Props } from "../../../../rehearsal/cloud/wire";

async function make(type: string, inputs: Props) {
  const generator = random[`random:index/${type}`]!;
  return generator.generate({ ...generator.defaults, ...inputs });
}

async function password(inputs: Props): Promise<string> {
  const { values } = await make("randomPassword:RandomPassword", inputs);
  return values["result"] as string;
}

const count = (text: string, characters: RegExp): number => [...text.matchAll(characters)].length;

describe("a password", () => {
  test("has the length, and at least the characters of each class, that were asked for", async () => {
    for (let round = 0; round < 50; round++) {
      const made = await password({ length: 12, minLower: 3, minUpper: 3, minNumeric: 3, minSpecial: 3 });
      expect(made).toHaveLength(12);
      expect([/[a-z]/g, /[A-Z]/g, /\d/g, /[^a-zA-Z\d]/g].map((kind) => count(made, kind))).toEqual([
        3, 3, 3, 3,
      ]);
    }
  });

  test("has no character of a class that was left out", async () => {
    for (let round = 0; round < 20; round++) {
      expect(await password({ length: 64, special: false })).toMatch(/^[a-zA-Z0-9]{64}$/);
      expect(await password({ length: 64, upper: false, numeric: false, overrideSpecial: "_" })).toMatch(
        /^[a-z_]{64}$/,
      );
    }
  });

  test("does not put the required characters in one place", async () => {
    const first = new Set<string>();
    for (let round = 0; round < 60; round++) {
      first.add((await password({ length: 8, special: false, upper: false, minNumeric: 1 }))[0]!);
    }
    expect([...first].some((character) => /[a-z]/.test(character))).toBe(true);
  });

  test("comes with its hash, and another time is another password", async () => {
    const { id, values } = await make("randomPassword:RandomPassword", { length: 20 });
    expect(id).toBe("none");
    expect(compareSync(values["result"] as string, values["bcryptHash"] as string)).toBe(true);
    expect(await password({ length: 20 })).not.toBe(await password({ length: 20 }));
  });

  test("is refused where its classes do not fit, or hold nothing", async () => {
    await expect(password({ length: 3, minLower: 2, minUpper: 2 })).rejects.toThrow(
      "random: the length (3) must be >= the sum of minUpper, minLower, minNumeric and minSpecial (4)",
    );
    const nothing = { length: 8, lower: false, upper: false, numeric: false, special: false };
    await expect(password(nothing)).rejects.toThrow("random: the character set specified is empty");
  });
});

describe("other random values", () => {
  test("an id is the same bytes in every notation, after its prefix", async () => {
    const { id, values } = await make("randomId:RandomId", { byteLength: 4, prefix: "app-" });
    const hex = (values["hex"] as string).replace("app-", "");
    const bytes = Buffer.from(hex, "hex");
    expect(bytes).toHaveLength(4);
    expect(id).toBe(bytes.toString("base64url"));
    expect(values).toEqual({
      hex: `app-${hex}`,
      dec: `app-${parseInt(hex, 16)}`,
      b64Std: `app-${bytes.toString("base64")}`,
      b64Url: `app-${bytes.toString("base64url")}`,
    });
  });

  test("an integer lies between its bounds, both included", async () => {
    const seen = new Set<unknown>();
    for (let round = 0; round < 60; round++) {
      seen.add((await make("randomInteger:RandomInteger", { min: 1, max: 3 })).values["result"]);
    }
    expect([...seen].sort()).toEqual([1, 2, 3]);
  });

  test("a UUID is its own id", async () => {
    const { id, values } = await make("randomUuid:RandomUuid", {});
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(values["result"]).toBe(id);
  });
});
