import { describe, expect, test } from "@jest/globals";
import { functionNames } from "../../../../../rehearsal/cloud/aws/provider/functions";
import { namedRules } from "../../../../../rehearsal/cloud/aws/provider/named-rules";
import type { Properties, ValueRule } from "../../../../../rehearsal/cloud/aws/provider/schema";
import { providerSchemas } from "../../../../../rehearsal/cloud/aws/provider/schemas";
import { complaintOf, regularExpression } from "../../../../../rehearsal/cloud/aws/provider/value-rules";
import { UNKNOWN } from "../../../../../rehearsal/cloud/wire";

describe("a value", () => {
  test.each<[ValueRule, string | number | readonly string[], string]>([
    [{ oneOf: ["lax", "strict"] }, "loose", 'must be one of "lax", "strict"; got "loose"'],
    [{ numbers: [0, 5, 60] }, 7, "must be one of 0, 5, 60; got 7"],
    [{ min: 7, max: 30 }, 6, "must be between 7 and 30; got 6"],
    [{ min: 1 }, 0, "must be 1 or more; got 0"],
    [{ max: 9 }, 10, "must be 9 or less; got 10"],
    [{ minLength: 1, maxLength: 3 }, "four", "must have 1 to 3 characters; has 4"],
    [{ minLength: 8 }, "short", "must have 8 characters or more; has 5"],
    [{ matches: "^[a-z]+$", message: "letters only" }, "a1", 'is invalid (letters only); got "a1"'],
    [{ matchesNot: "--" }, "a--b", 'must not match --; got "a--b"'],
    [{ maxItems: 1 }, ["a", "b"], "takes at most 1 elements, got 2; take some out"],
    [{ all: [{ minLength: 1 }, { maxLength: 2 }] }, "abc", "must have 0 to 2 characters; has 3"],
    [
      { any: [{ maxLength: 1 }, { matches: "^x" }] },
      "ab",
      'must have 0 to 1 characters; has 2, or must match ^x; got "ab"',
    ],
    [
      { function: "verify.ValidARNCheck" },
      "topic",
      'must be an ARN, such as arn:aws:sns:us-east-1:123456789012:alarms; got "topic"',
    ],
    [
      { function: "verify.ValidOnceADayWindowFormat" },
      "25:00-26:00",
      'is invalid (must satisfy the format of hh24:mi-hh24:mi); got "25:00-26:00"',
    ],
    [
      { function: "verify.ValidIPv4CIDRNetworkAddress" },
      "10.0.0.1/16",
      'must be a network of IPv4, with no bit set behind its prefix; got "10.0.0.1/16"',
    ],
    [
      { function: "verify.ValidIPv6CIDRNetworkAddress" },
      "2001:db8::1/64",
      'must be a network of IPv6, with no bit set behind its prefix; got "2001:db8::1/64"',
    ],
    [
      { function: "nullable.ValidateTypeStringNullableIntBetween", arguments: [1, 5] },
      "6",
      'must be a whole number between 1 and 5; got "6"',
    ],
  ])("%j refuses %j", (rule, value, complaint) => {
    expect(complaintOf(rule, value)).toBe(complaint);
  });

  test.each<[ValueRule, string | number]>([
    [{ oneOf: ["HTTP"], ignoreCase: true }, "http"],
    [{ min: 7, max: 30 }, 30],
    [{ min: 1 }, "7"],
    [{ any: [{ maxLength: 1 }, { matches: "^x" }] }, "xyz"],
    [{ any: [{ maxLength: 1 }, { function: "elasticache.validRedisVersionString" }] }, "nobody knows"],
    [{ function: "verify.ValidARNCheck" }, "arn:aws-us-gov:iam::aws:policy/ReadOnlyAccess"],
    [{ function: "verify.ValidIPv6CIDRNetworkAddress" }, "2001:db8::/64"],
    [{ function: "verify.ValidOnceAWeekWindowFormat" }, "Sun:04:00-sun:05:00"],
    [{ oneOf: ["a"] }, UNKNOWN],
  ])("%j takes %j", (rule, value) => {
    expect(complaintOf(rule, value)).toBeUndefined();
  });

  test("that is secret is not told", () => {
    expect(complaintOf({ oneOf: ["a"] }, "hunter2", () => "a secret")).toBe(
      'must be one of "a"; got a secret',
    );
  });
});

test("patterns of Go mean the same in JavaScript", () => {
  expect(regularExpression("^[[:alnum:]_]+\\z").test("aZ9_")).toBe(true);
  expect(regularExpression("(?i)^default$").test("DEFAULT")).toBe(true);
  expect(regularExpression("^\\pL+$").test("é")).toBe(true);
});

describe("the schemas", () => {
  /** Functions of the provider that nobody has written again, as their values are checked by no one here. */
  const left = [
    "autoscaling.validScheduleTimestamp",
    "autoscaling.validateGroupInstanceRefreshTriggerFields",
    "cloudwatch.timeMinutePrecisionValidator",
    "ec2.resourceInstanceSchema.func8",
    "elasticache.validRedisVersionString",
    "elasticache.validValkeyVersionString",
    "elbv2.validListenerRulePriority",
    "elbv2.validTargetGroupHealthCheckPort",
    "events.validateEventPatternValue",
    "iam.init.func3",
    "iam.init.func4",
    "rds.resourceCluster.func2",
    "rds.validEventSubscriptionNamePrefix",
    "rds.validParamGroupNamePrefix",
    "rds.validSubnetGroupNamePrefix",
    "s3.validBucketLifecycleTimestamp",
    "s3.validateMetadataIsLowerCase",
    "secretsmanager.validSecretNamePrefix",
    "setvalidator.valueStringsAreValidator",
    "types.ValidateDuration",
    "types.ValidateRFC3339Duration",
    "validation.IntDivisibleBy",
    "validation.MapKeyLenBetween",
    "validation.MapKeyMatch",
    "validation.MapValueLenBetween",
    "validation.MapValueMatch",
    "validation.StringDoesNotContainAny",
    "validation.StringIsValidRegExp",
    "validators.timeDurationValidator",
    "verify.CaseInsensitiveMatchDeprecation",
    "verify.MapKeyNoMatch",
    "verify.MapSizeAtMost",
    "verify.MapSizeBetween",
    "verify.StringHasPrefix",
    "verify.ValidDuration",
    "verify.WarnStringIsNotEmpty",
  ];
  const rules = Object.values(providerSchemas().types).flatMap(({ properties }) => rulesIn(properties));

  test("name functions that are written again, but for a few", () => {
    const written = [...functionNames, ...Object.keys(namedRules)];
    const named = new Set(rules.flatMap((rule) => rule.function ?? []));
    expect([...named].filter((name) => !written.includes(name)).sort()).toEqual(left);
    expect(written.filter((name) => !named.has(name))).toEqual([]);
  });

  test("have patterns that JavaScript reads", () => {
    const patterns = rules.flatMap(({ matches, matchesNot }) => [matches ?? [], matchesNot ?? []].flat());
    expect(patterns.length).toBeGreaterThan(100);
    expect(() => patterns.map(regularExpression)).not.toThrow();
  });
});

function rulesIn(properties: Properties, seen = new Set<Properties>()): ValueRule[] {
  if (seen.has(properties)) return [];
  seen.add(properties);
  const parts = (rule: ValueRule): ValueRule[] => [
    rule,
    ...[...(rule.all ?? []), ...(rule.any ?? [])].flatMap(parts),
  ];
  return Object.values(properties).flatMap(({ rules = [], elements = [], properties: nested = {} }) => [
    ...[...rules, ...elements].flatMap(parts),
    ...rulesIn(nested, seen),
  ]);
}
