import { randomBytes, randomInt, randomUUID } from "node:crypto";
import { hash } from "bcryptjs";
import { Refusal } from "../package";
import type { Props, Value } from "../wire";
import type { GeneratedValues, ValueGenerator } from "./package";

/** A low cost on purpose: nothing logs in with this hash, and the usual one takes a tenth of a second. */
const BCRYPT_COST = 4;

const stringDefaults: Props = {
  lower: true,
  upper: true,
  numeric: true,
  number: true,
  special: true,
  minLower: 0,
  minUpper: 0,
  minNumeric: 0,
  minSpecial: 0,
};

/** The types of `@pulumi/random` that are made here. */
export const random: Readonly<Record<string, ValueGenerator>> = {
  "random:index/randomPassword:RandomPassword": {
    defaults: stringDefaults,
    generate: async (inputs) => {
      const result = randomString(inputs);
      return { id: "none", values: { result, bcryptHash: await hash(result, BCRYPT_COST) } };
    },
  },
  "random:index/randomString:RandomString": {
    defaults: stringDefaults,
    generate: (inputs) => named(randomString(inputs)),
  },
  "random:index/randomUuid:RandomUuid": { generate: () => named(randomUUID()) },
  "random:index/randomId:RandomId": { generate: randomId },
  "random:index/randomInteger:RandomInteger": {
    generate: ({ min, max }) => {
      const result = randomInt(numberOf(min, 0), numberOf(max, 1) + 1);
      return { id: String(result), values: { result } };
    },
  },
};

function named(result: string): GeneratedValues {
  return { id: result, values: { result } };
}

function randomId(inputs: Props): GeneratedValues {
  const bytes = randomBytes(numberOf(inputs["byteLength"], 8));
  const prefix = typeof inputs["prefix"] === "string" ? inputs["prefix"] : "";
  const hex = bytes.toString("hex");
  const values = {
    b64Std: prefix + bytes.toString("base64"),
    b64Url: prefix + bytes.toString("base64url"),
    hex: prefix + hex,
    dec: prefix + BigInt(`0x${hex}`).toString(),
  };
  return { id: bytes.toString("base64url"), values };
}

function numberOf(value: Value | undefined, otherwise: number): number {
  return typeof value === "number" ? value : otherwise;
}

const classes = [
  { use: "lower", min: "minLower", characters: "abcdefghijklmnopqrstuvwxyz" },
  { use: "upper", min: "minUpper", characters: "ABCDEFGHIJKLMNOPQRSTUVWXYZ" },
  { use: "numeric", min: "minNumeric", characters: "0123456789" },
  { use: "special", min: "minSpecial", characters: "!@#$%&*()-_=+[]{}<>:?" },
] as const;

function randomString(inputs: Props): string {
  const { overrideSpecial } = inputs;
  const used = classes
    .filter(({ use }) => inputs[use] !== false)
    .map(({ use, min, characters }) => ({
      minimum: numberOf(inputs[min], 0),
      characters: use === "special" && typeof overrideSpecial === "string" ? overrideSpecial : characters,
    }));
  const length = numberOf(inputs["length"], 16);
  const minimum = used.reduce((sum, each) => sum + each.minimum, 0);
  if (length < minimum)
    throw new Refusal(
      `random: the length (${length}) must be >= the sum of minUpper, minLower, minNumeric and minSpecial (${minimum})`,
    );
  if (used.every(({ characters }) => characters === ""))
    throw new Refusal("random: the character set specified is empty");
  const pick = (characters: string) => characters[randomInt(characters.length)] ?? "";
  const drawn = used.flatMap(({ minimum, characters }) =>
    Array.from({ length: minimum }, () => pick(characters)),
  );
  const all = used.map(({ characters }) => characters).join("");
  while (drawn.length < length) drawn.push(pick(all));
  return shuffled(drawn).join("");
}

function shuffled(items: readonly string[]): string[] {
  const left = [...items];
  return items.flatMap(() => left.splice(randomInt(left.length), 1));
}
