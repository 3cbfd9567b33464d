import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { arnInRegion, formatArn, parseArn, siblingArn } from "../../../components/aws/arn";

const database = "arn:aws-us-gov:rds:us-gov-west-1:123456789012:db:orders";

describe("parseArn", () => {
  test("takes an ARN apart, colons of its resource included", () => {
    expect(parseArn("arn:aws-cn:lambda:cn-north-1:123456789012:function:checkout:7")).toEqual({
      partition: "aws-cn",
      service: "lambda",
      region: "cn-north-1",
      account: "123456789012",
      resource: "function:checkout:7",
    });
  });

  test("leaves empty what an ARN does not have", () => {
    expect(parseArn("arn:aws:s3:::shop/objects/*")).toMatchObject({ region: "", account: "" });
  });

  test.each([
    "",
    "orders",
    "arn:aws:rds:us-east-1:123456789012:",
    "urn:aws:rds:us-east-1:123456789012:db:orders",
  ])("refuses %j", (text) => {
    expect(() => parseArn(text)).toThrow(RangeError);
  });

  test("is undone by formatArn", () => {
    const part = fc.stringMatching(/^[a-z0-9-]+$/);
    const parts = fc.record({
      partition: part,
      service: part,
      region: fc.oneof(part, fc.constant("")),
      account: fc.oneof(part, fc.constant("")),
      resource: fc.stringMatching(/^[a-z0-9:/*-]+$/),
    });
    fc.assert(
      fc.property(parts, (arn) => {
        expect(parseArn(formatArn(arn))).toEqual(arn);
      }),
    );
  });
});

test("a sibling is in the same partition, region and account", () => {
  expect(siblingArn(database, "ec2", "subnet/*")).toBe(
    "arn:aws-us-gov:ec2:us-gov-west-1:123456789012:subnet/*",
  );
});

test("what is replicated has the same ARN but for the region", () => {
  expect(arnInRegion(database, "us-gov-east-1")).toBe(
    "arn:aws-us-gov:rds:us-gov-east-1:123456789012:db:orders",
  );
});
