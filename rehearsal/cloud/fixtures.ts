/**
 * What an account holds before the program: `rehearsal.yaml` beside the program answers look-ups, and lists existing
 * resources for `X.get`. Without it the rehearsal's account is empty, and look-ups are refused.
 */
import { existsSync, readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { parse } from "yaml";
import { z } from "zod";
import type { Props } from "./wire";

export const FIXTURES_FILE = "rehearsal.yaml";

const values: z.ZodType<Props> = z.record(z.string(), z.json());

const schema = z.strictObject({
  functions: z
    .array(
      z.strictObject({
        /** Such as `aws:index/getAvailabilityZones:getAvailabilityZones`, as the refusal names it. */
        name: z
          .string()
          .regex(/^[\w-]+:[\w./-]*:\w+$/, "write the function as its refusal names it: package:module:name"),
        /** Answers calls with exactly these arguments. @default every call */
        arguments: values.optional(),
        answer: values,
      }),
    )
    .default([]),
  resources: z
    .array(
      z.strictObject({
        type: z
          .string()
          .regex(/^[\w-]+:[\w./-]*:\w+$/, "write the type as in a URN, such as aws:ec2/vpc:Vpc"),
        id: z.string().min(1),
        properties: values.default({}),
      }),
    )
    .default([]),
});

export type Fixtures = z.infer<typeof schema>;

export const noFixtures: Fixtures = { functions: [], resources: [] };

/** The fixtures file has mistakes; the message names them all. */
export class FixturesError extends Error {
  override readonly name = "FixturesError";
}

/** @throws {FixturesError} naming every mistake of the file. */
export function readFixtures(file: string): Fixtures {
  if (!existsSync(file)) return noFixtures;
  let document: unknown;
  try {
    document = parse(readFileSync(file, "utf8")) ?? {};
  } catch (error) {
    throw new FixturesError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  const result = schema.safeParse(document);
  if (result.success) return result.data;
  throw new FixturesError(`${file} has mistakes:\n${z.prettifyError(result.error)}`);
}

/** What a look-up is answered; undefined where the file says nothing about it. */
export function answerOf({ functions }: Fixtures, name: string, args: Props): Props | undefined {
  return functions.find(
    (each) => each.name === name && (each.arguments === undefined || isDeepStrictEqual(each.arguments, args)),
  )?.answer;
}

/** A resource that was there before the program. */
export function existingResource({ resources }: Fixtures, type: string, id: string): Props | undefined {
  return resources.find((each) => each.type === type && each.id === id)?.properties;
}
