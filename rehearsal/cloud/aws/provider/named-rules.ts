/**
 * Functions by which the provider checks a value and that are no more than patterns and lengths, in the words of its
 * schemas. Each follows the function of its name below `internal` of terraform-provider-aws.
 */
import type { ValueRule } from "./schema";

const NO_DOUBLE_HYPHEN: ValueRule = { matchesNot: "--", message: "cannot contain two consecutive hyphens" };
const NO_LAST_HYPHEN: ValueRule = { matchesNot: "-$", message: "cannot end with a hyphen" };
const NO_FIRST_HYPHEN: ValueRule = { matchesNot: "^-", message: "cannot begin with a hyphen" };
const LOWER_CASE_NAME: readonly ValueRule[] = [
  { matches: "^[0-9a-z-]+$", message: "only lowercase alphanumeric characters and hyphens allowed" },
  { matches: "^[a-z]", message: "first character must be a letter" },
  NO_DOUBLE_HYPHEN,
];
const HYPHENATED: ValueRule = {
  matches: "^[0-9A-Za-z-]+$",
  message: "only alphanumeric characters and hyphens allowed",
};
const NOT_INTERNAL: ValueRule = { matchesNot: "^internal-", message: 'cannot begin with "internal-"' };

const TIME_OF_DAY = "([0-1][0-9]|2[0-3]):([0-5][0-9])";
const DAY = "(mon|tue|wed|thu|fri|sat|sun)";

export const namedRules: Readonly<Record<string, readonly ValueRule[]>> = {
  "cloudwatch.validDashboardName": [{ matches: "^[0-9A-Za-z_-]+$" }, { maxLength: 255 }],
  "cloudwatch.validEC2AutomateARN": [
    { matches: "^arn:[\\w-]+:automate:[\\w-]+:ec2:(reboot|recover|stop|terminate)$" },
  ],
  "ec2.validSecurityGroupRuleDescription": [
    { matches: "^[0-9A-Za-z_ .:/()#,@\\[\\]+=&;{}!$*-]*$" },
    { maxLength: 255 },
  ],
  "eks.validClusterName": [{ minLength: 1, maxLength: 100 }, { matches: "^[0-9A-Za-z][0-9A-Za-z_-]*$" }],
  "elasticache.validReplicationGroupAuthToken": [
    { minLength: 16, maxLength: 128 },
    { matches: '^[^@"\\/]+$', message: 'only alphanumeric characters or symbols, but @, ", and /' },
  ],
  "elbv2.validName": [
    { any: [{ maxLength: 0 }, { all: [HYPHENATED, NO_FIRST_HYPHEN, NO_LAST_HYPHEN, NOT_INTERNAL] }] },
    { maxLength: 32 },
  ],
  "elbv2.validNamePrefix": [HYPHENATED, { maxLength: 6 }, NO_FIRST_HYPHEN, NOT_INTERNAL],
  "elbv2.validTargetGroupName": [{ maxLength: 32 }, HYPHENATED, NO_FIRST_HYPHEN, NO_LAST_HYPHEN],
  "elbv2.validTargetGroupNamePrefix": [{ maxLength: 6 }, HYPHENATED, NO_FIRST_HYPHEN],
  "elbv2.validTargetGroupHealthInput": [
    { matches: "^(off|[+-]?\\d+)$", message: "must be an integer or 'off'" },
  ],
  "elbv2.validTargetGroupHealthPercentageInput": [
    {
      matches: "^(off|0*([1-9]|[1-9]\\d|100))$",
      message: "must be an integer between 1 and 100 or 'off'",
    },
  ],
  "events.validateRuleName": [{ maxLength: 64 }, { matches: "^[0-9A-Za-z_.-]+$" }],
  "events.validateTargetID": [{ maxLength: 64 }, { matches: "^[0-9A-Za-z_.-]+$" }],
  "kms.validNameForResource": [
    { matchesNot: "^alias/aws/", message: "cannot begin with reserved AWS CMK prefix 'alias/aws/'" },
    {
      matches: "^alias/[0-9A-Za-z_/-]+$",
      message: "must begin with 'alias/' and only contain [0-9A-Za-z_/-]",
    },
  ],
  "logs.validLogGroupName": [{ maxLength: 512 }, { matches: "^[0-9A-Za-z_./#-]+$" }],
  "logs.validLogGroupNamePrefix": [{ maxLength: 483 }, { matches: "^[0-9A-Za-z_./#-]+$" }],
  "rds.validEventSubscriptionName": [
    { matches: "^[A-Za-z][0-9A-Za-z-]*$", message: "only letters, digits and hyphens, a letter first" },
    NO_LAST_HYPHEN,
    NO_DOUBLE_HYPHEN,
    { maxLength: 255 },
  ],
  "rds.validIdentifier": [...LOWER_CASE_NAME, NO_LAST_HYPHEN],
  "rds.validIdentifierPrefix": LOWER_CASE_NAME,
  "rds.validParamGroupName": [
    { matches: "^[0-9a-z.-]+$", message: "only lowercase alphanumeric characters, periods, and hyphens" },
    { matches: "^[a-z]", message: "first character must be a letter" },
    NO_DOUBLE_HYPHEN,
    NO_LAST_HYPHEN,
    { maxLength: 255 },
  ],
  "rds.validSubnetGroupName": [
    {
      matches: "^[0-9a-z_ .-]+$",
      message: "only lowercase alphanumeric characters, hyphens, underscores, periods, and spaces",
    },
    { maxLength: 255 },
    { matchesNot: "(?i)^default$", message: '"Default" is not allowed' },
  ],
  "s3control.validateS3MultiRegionAccessPointName": [
    { minLength: 3, maxLength: 50 },
    { matchesNot: "_|[A-Z]|\\.", message: "cannot contain underscores, uppercase letters, or periods" },
    NO_FIRST_HYPHEN,
    NO_LAST_HYPHEN,
  ],
  "secretsmanager.validSecretName": [{ matches: "^[0-9A-Za-z/_+=.@-]+$" }, { maxLength: 512 }],
  "validation.StringIsEmpty": [{ maxLength: 0 }],
  "validation.StringIsNotEmpty": [{ minLength: 1 }],
  "validation.StringIsNotWhiteSpace": [{ matches: "\\S", message: "must not be empty" }],
  "validation.IsPortNumber": [{ min: 1, max: 65_535 }],
  "validators.awsAccountIDValidator": [{ matches: "^\\d{12}$", message: "an account has exactly 12 digits" }],
  "verify.ValidAccountID": [{ matches: "^\\d{12}$", message: "an account has exactly 12 digits" }],
  "verify.ValidKMSKeyID": [{ minLength: 1, maxLength: 2048 }],
  "verify.ValidLaunchTemplateID": [
    { matches: "^lt-[0-9a-z]+$", message: "must begin with 'lt-' and only contain alphanumeric characters" },
    { maxLength: 255 },
  ],
  "verify.ValidLaunchTemplateName": [
    { minLength: 3, maxLength: 125 },
    {
      matches: "^[0-9A-Za-z()./_\\-]+$",
      message: "only alphanumeric characters and ()./_- symbols",
    },
  ],
  "verify.ValidOnceADayWindowFormat": [
    { matches: `^${TIME_OF_DAY}-${TIME_OF_DAY}$`, message: "must satisfy the format of hh24:mi-hh24:mi" },
  ],
  "verify.ValidOnceAWeekWindowFormat": [
    {
      matches: `(?i)^${DAY}:${TIME_OF_DAY}-${DAY}:${TIME_OF_DAY}$`,
      message: "must satisfy the format of ddd:hh24:mi-ddd:hh24:mi",
    },
  ],
  "verify.ValidRegionName": [
    { matches: "^[a-z]{2}(-[a-z]+)+-\\d{1,2}$", message: "does not look like an AWS region" },
  ],
};
