import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { Refused } from "../../model/exit-code";

const accountOfRole = /^arn:aws[\w-]*:iam::(\d{12}):role\/./;

const alarmSchema = z.strictObject({
  region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, "must be a region, for example us-east-1"),
  name: z.string().regex(/\S/, "must not be blank: an alarm without a name never rings"),
});

const permitFields = z.strictObject({
  /** Accounts that may be drilled. */
  accountIds: z.array(z.string().regex(/^\d{12}$/, "must be an account id of 12 digits, in quotes")).min(1),
  /** CloudWatch alarms, metric or composite, that stop the drill; without one real harm would go unnoticed. */
  stopAlarms: z.array(alarmSchema).min(1),
  /** Seconds that anything may stay broken, 60 to 43,200 (what FIS allows). @default 1800 */
  timeLimitSeconds: z.int().min(60).max(43_200).default(1_800),
  /** Role that FIS works with; zone and region drills need one. @default none */
  experimentRoleArn: z.string().regex(accountOfRole, "must be the ARN of an IAM role").optional(),
  /**
   * Whether a region drill may promote the standby's database. RDS knows no way back: the old primary stays fenced
   * off until it is rebuilt. @default "refused"
   */
  promotion: z.enum(["refused", "allowed"]).default("refused"),
});

/**
 * What the owner of an account permits: a file that is written by hand and reviewed, for a drill must not be able to
 * permit itself anything.
 */
const permitSchema = permitFields.check(({ value: { accountIds, experimentRoleArn: role = "" }, issues }) => {
  const account = accountOfRole.exec(role)?.[1];
  if (account === undefined || accountIds.includes(account)) return;
  const message = `is a role of account ${account}, which accountIds does not list (${accountIds.join(", ")})`;
  issues.push({ code: "custom", path: ["experimentRoleArn"], input: role, message });
});

export type Permit = z.infer<typeof permitSchema>;

/** @throws {Refused} with every mistake. */
export function parsePermit(value: unknown): Permit {
  const { data, error } = permitSchema.safeParse(value);
  if (!data) throw new Refused(`the permit is not valid, nothing was broken:\n${z.prettifyError(error)}`);
  return data;
}

/**
 * Reads a permit, YAML or JSON.
 * @throws {Refused} when it cannot be read, or with every mistake.
 */
export function readPermit(path: string): Permit {
  return parsePermit(readFileOrRefuse(path, "permit"));
}

/** The value in a YAML or JSON file. @throws {Refused} */
export function readFileOrRefuse(path: string, what: string): unknown {
  try {
    return parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new Refused(`the ${what} ${path} cannot be read: ${(error as Error).message}`);
  }
}
