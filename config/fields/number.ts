import { z } from "zod";
import { must } from "./message";

const unquote = (input: unknown, otherwise: string) =>
  typeof input === "string" && input.trim() !== "" && Number.isFinite(Number(input))
    ? "write it as a number, without quotes"
    : otherwise;

/**
 * A whole number from `minimum` to `maximum`, both included.
 * @param unit of what, for the reference: `seconds`, `instances`.
 * @param why explains the bounds where they surprise.
 */
export function whole(minimum: number, maximum: number, unit: string, why?: string) {
  const rule = `be a whole number from ${minimum} to ${maximum}${why === undefined ? "" : ` (${why})`}`;
  const error = must(rule, (input) => unquote(input, "change it"));
  return z
    .number({ error })
    .refine((value) => Number.isInteger(value) && value >= minimum && value <= maximum, { error })
    .meta({ type: "integer", minimum, maximum, unit });
}

/** One of a few numbers. */
export function oneOf<const T extends readonly [number, ...number[]]>(unit: string, ...options: T) {
  const error = must(`be one of ${options.join(", ")}`, (input) => unquote(input, "choose one of them"));
  return z.literal(options, { error }).meta({ unit });
}

/**
 * Days that CloudWatch Logs can keep what it is given.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
 */
export const logRetentionDays = () =>
  oneOf(
    "days",
    ...([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731] as const),
    ...([1096, 1827, 2192, 2557, 2922, 3288, 3653] as const),
  );
