import { expect, test } from "@jest/globals";
import { deprecations } from "../../../../../rehearsal/cloud/aws/provider/deprecations";
import { invalidBySchema } from "../../../../../rehearsal/cloud/aws/provider/validation";
import { types } from "../../../../../rehearsal/cloud/aws/type-tokens";
import { secret, UNKNOWN, type Props } from "../../../../../rehearsal/cloud/wire";

const failures = (type: string, inputs: Props) =>
  invalidBySchema(type, inputs).map(({ property, reason }) => `${property}: ${reason}`);

const table = { engine: "postgres", instanceClass: "db.m7g.large" };

test("every mistake is told, with its property, what was found and what to do", () => {
  expect(
    failures(types.targetGroup, {
      port: 70_000,
      targetType: "container",
      healthCheck: { interval: 3, matcher: "200" },
    }),
  ).toEqual([
    "healthCheck.interval: healthCheck.interval must be between 5 and 300; got 3",
    "port: port must be between 1 and 65535; got 70000",
    'targetType: targetType must be one of "instance", "ip", "lambda", "alb"; got "container"',
  ]);
});

test("a block of a list is told by its place, and what it lacks too", () => {
  expect(
    failures(types.listener, { loadBalancerArn: "arn:aws:x:us-east-1:123456789012:y", defaultActions: [{}] }),
  ).toEqual(["defaultActions[0].type: defaultActions[0].type is required, and is not set; set it"]);
});

test("what excludes what is told, and what needs what", () => {
  expect(failures(types.dbInstance, { ...table, identifier: "a", identifierPrefix: "b" })).toEqual([
    "identifier: identifier conflicts with identifierPrefix; take one of them out",
    "identifierPrefix: identifierPrefix conflicts with identifier; take one of them out",
  ]);
});

test("what is not known yet is no mistake, and a secret is not told", () => {
  expect(failures(types.dbInstance, { ...table, identifier: UNKNOWN, identifierPrefix: "a" })).toEqual([]);
  const [failure = ""] = failures(types.dbInstance, { ...table, identifier: secret("Hunter2") });
  expect(failure).toContain("got a secret");
  expect(failure).not.toContain("Hunter2");
});

test("a type that the provider's schemas do not know is not judged", () => {
  expect(failures("aws:ecs/service:Service", { launchType: "NONE" })).toEqual([]);
});

test("what is deprecated is told, the type and the argument", () => {
  expect(deprecations("aws:s3/bucketObject:BucketObject", { contentType: "text/plain" })).toEqual([
    "aws:s3/bucketObject:BucketObject is deprecated: use the aws_s3_object resource instead",
  ]);
  expect(deprecations("aws:ecs/service:Service", {})).toEqual([]);
});
