import { Region } from "@pulumi/aws";
import { z } from "zod";
import { parseCidr } from "../components/kit/cidr";
import { closest } from "./closest";

/**
 * The kinds of values that settings are made of.
 *
 * Every message reads `<what is wrong>; <what to do>`; `parse.ts` puts the key before it and the value got before
 * the semicolon.
 */
type Message = (issue: { readonly input?: unknown }) => string;

/** The message of a field that must `rule`; of a missing one, too. */
export function must(rule: string, remedy: string | ((input: unknown) => string)): Message {
  return ({ input }) => {
    if (input === undefined) return `is missing; add it, it must ${rule}`;
    return `must ${rule}; ${typeof remedy === "string" ? remedy : remedy(input)}`;
  };
}

function text(isGood: (value: string) => boolean, error: Message) {
  return z.string({ error }).refine(isGood, { error });
}

/** A text that matches `pattern`. */
export function matching(pattern: RegExp, rule: string, remedy: string) {
  return text((value) => pattern.test(value), must(rule, remedy));
}

/** One of a few named modes. */
export function choice<const T extends readonly [string, ...string[]]>(...options: T) {
  const listed = options.map((option) => `"${option}"`).join(" or ");
  return z.enum(options, {
    error: must(`be ${listed}`, (input) => didYouMean(input, options, "write one of them")),
  });
}

const unquote = (input: unknown, otherwise: string) =>
  typeof input === "string" && input.trim() !== "" && Number.isFinite(Number(input))
    ? "write it as a number, without quotes"
    : otherwise;

/** A whole number from `min` to `max`, both included. `why` explains the bounds where they surprise. */
export function whole(min: number, max: number, why?: string) {
  const rule = `be a whole number from ${min} to ${max}${why === undefined ? "" : ` (${why})`}`;
  const error = must(rule, (input) => unquote(input, "change it"));
  return z
    .number({ error })
    .refine((value) => Number.isInteger(value) && value >= min && value <= max, { error });
}

/** One of a few numbers. */
export function oneOf<const T extends readonly [number, ...number[]]>(...options: T) {
  const error = must(`be one of ${options.join(", ")}`, (input) => unquote(input, "choose one of them"));
  return z.literal(options, { error });
}

/**
 * Days that CloudWatch Logs can keep what it is given.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
 */
export const logRetentionDays = () =>
  oneOf(
    ...([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731] as const),
    ...([1096, 1827, 2192, 2557, 2922, 3288, 3653] as const),
  );

/** A list of values of one kind. */
export const listOf = <Item extends z.ZodType>(item: Item) =>
  z.array(item, { error: must("be a list", "write one such as [first, second]") });

/** A host name: lower case, two labels or more. */
export function hostName(maxLength: number) {
  const labels = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;
  return text(
    (value) => value.length <= maxLength && labels.test(value),
    must(
      `be a lower-case domain name of at most ${maxLength} characters`,
      "write one such as app.example.com, without scheme, wildcard or final dot",
    ),
  );
}

/** A path such as `/health`; Route 53 takes at most 255 characters. */
export const urlPath = () =>
  matching(
    /^\/[\w.~%/-]{0,254}$/,
    "be a path that begins with /",
    "write one such as /health, without host or query",
  );

const regionNames: readonly string[] = Object.values(Region);

/** A region that the AWS provider knows. */
export const regionName = () =>
  text(
    (value) => regionNames.includes(value),
    must("be the name of an AWS region", (input) =>
      didYouMean(input, regionNames, "write one such as us-east-1"),
    ),
  );

/** A zone in its region's own name: Local Zones and Wavelength Zones cannot carry every part of the platform. */
export const zoneName = () =>
  matching(
    /^[a-z]{2,4}(-[a-z]+)+-\d[a-h]$/,
    "be an Availability Zone",
    "write the region's name and a letter from a to h, such as us-east-1a; Local Zones do not fit",
  );

/**
 * The largest prefix length of a region's block. Its VPC is divided into four tiers of eight zones, and a load
 * balancer's subnet takes a /27 at least.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#subnets-load-balancer
 */
const smallestBlock = 22;
/** https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html */
const largestBlock = 16;

/** The IPv4 block of one region's VPC. */
export const vpcBlock = () =>
  text(
    (value) => {
      const block = parseCidr(value);
      return !("problem" in block) && block.prefix >= largestBlock && block.prefix <= smallestBlock;
    },
    ({ input }) => {
      const rule = `be an IPv4 block from /${largestBlock} to /${smallestBlock}`;
      const block = typeof input === "string" ? parseCidr(input) : undefined;
      if (block === undefined) return must(rule, "write one such as 10.10.0.0/16")({ input });
      if ("problem" in block) return `must ${rule}; this ${block.problem}`;
      return block.prefix < largestBlock
        ? `must ${rule}; AWS allows no larger VPC, so choose a part of it`
        : `must ${rule}; nine subnets must fit, those of the load balancers with a /27 each, so widen it`;
    },
  );

const secretWord = /passw|secret|token|credential|private_?key|api_?key/i;

/**
 * An object that refuses keys it does not know.
 *
 * The message for unknown keys has one line for each of them, in the order of the issue's `keys`.
 */
export function section<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  const keys = Object.keys(shape);
  const other = must(`be an object with ${keys.join(", ")}`, "write these keys below it");
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === "unrecognized_keys"
        ? issue.keys.map((key) => unknownKey(key, keys)).join("\n")
        : other(issue),
  });
}

/**
 * One of several sections, told apart by the value of `key`.
 * @param listed the values, and what each needs, as a person should read them.
 */
export function modes<const Options extends Sections>(key: string, options: Options, listed: string) {
  return z.discriminatedUnion(key, options, {
    // Also called for what is no object at all, which the type of `issue` does not say.
    error: (issue: { readonly code: string; readonly input?: unknown }) =>
      issue.code === "invalid_union"
        ? `must be ${listed}; correct it`
        : must(`be an object whose ${key} is ${listed}`, "write its keys below it")(issue),
  });
}

type Sections = readonly [z.core.$ZodTypeDiscriminable, ...z.core.$ZodTypeDiscriminable[]];

function unknownKey(key: string, known: readonly string[]): string {
  if (secretWord.test(key)) {
    return "is not a setting; remove it: passwords, tokens and keys are generated and kept in Secrets Manager";
  }
  const [head = ""] = key.split(/[.[]/);
  if (head !== key && known.includes(head)) {
    return "is not a setting but a path; set it with `pulumi config set --path`, and remove this key";
  }
  return `is not a setting; ${didYouMean(key, known, `remove it, or choose one of ${known.join(", ")}`)}`;
}

function didYouMean(got: unknown, candidates: readonly string[], otherwise: string): string {
  const candidate = typeof got === "string" ? closest(got, candidates) : undefined;
  return candidate === undefined ? otherwise : `did you mean "${candidate}"?`;
}
