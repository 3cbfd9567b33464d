import { describe, expect, test } from "@jest/globals";
import { Region } from "@pulumi/aws";
import { parseZone, partitionOf } from "../../../components/kit/zones";

describe("parseZone", () => {
  test.each([
    ["us-east-1a", { region: "us-east-1", index: 0 }],
    ["ap-southeast-2c", { region: "ap-southeast-2", index: 2 }],
    ["us-gov-west-1b", { region: "us-gov-west-1", index: 1 }],
    ["eusc-de-east-1a", { region: "eusc-de-east-1", index: 0 }],
  ])("reads %s", (name, expected) => {
    expect(parseZone(name)).toEqual(expected);
  });

  test.each(["us-east-1", "us-east-1-bos-1a", "us-east-1-wl1-bos-wlz-1", "use1-az1", "eu-west-1z", ""])(
    "refuses %p",
    (name) => {
      expect(parseZone(name)).toBeUndefined();
    },
  );
});

test.each(Object.values(Region))("%s has zones that can be read", (region) => {
  expect(parseZone(`${region}a`)).toEqual({ region, index: 0 });
});

// https://docs.aws.amazon.com/general/latest/gr/rande.html, and the endpoints of AWS's SDKs.
test.each([
  ["us-east-1", "aws"],
  ["cn-north-1", "aws-cn"],
  ["us-gov-west-1", "aws-us-gov"],
  ["us-iso-east-1", "aws-iso"],
  ["us-isob-east-1", "aws-iso-b"],
  ["eu-isoe-west-1", "aws-iso-e"],
  ["us-isof-south-1", "aws-iso-f"],
  ["eusc-de-east-1", "aws-eusc"],
])("%s belongs to %s", (region, partition) => {
  expect(partitionOf(region)).toBe(partition);
});
