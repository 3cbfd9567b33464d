import { describe, expect, test } from "@jest/globals";
import { Region } from "@pulumi/aws";
import { parseZone, partitionOf, zoneIdPrefix } from "../../../components/kit/zones";

describe("parseZone", () => {
  test.each([
    ["us-east-1a", { region: "us-east-1", index: 0, writtenBy: "name" }],
    ["ap-southeast-2c", { region: "ap-southeast-2", index: 2, writtenBy: "name" }],
    ["us-gov-west-1b", { region: "us-gov-west-1", index: 1, writtenBy: "name" }],
    ["eusc-de-east-1a", { region: "eusc-de-east-1", index: 0, writtenBy: "name" }],
    ["use1-az6", { region: "us-east-1", index: 5, writtenBy: "id" }],
    ["apne2-az1", { region: "ap-northeast-2", index: 0, writtenBy: "id" }],
    ["usgw1-az3", { region: "us-gov-west-1", index: 2, writtenBy: "id" }],
  ])("reads %s", (name, expected) => {
    expect(parseZone(name)).toEqual(expected);
  });

  test.each([
    "us-east-1",
    "us-east-1-bos-1a",
    "us-east-1-wl1-bos-wlz-1",
    "use1-bos1-az1",
    "use1-az9",
    "use1",
    "eu-west-1z",
    "",
  ])("refuses %p", (name) => {
    expect(parseZone(name)).toBeUndefined();
  });
});

test.each(Object.values(Region))("%s has zones that can be read", (region) => {
  expect(parseZone(`${region}a`)).toEqual({ region, index: 0, writtenBy: "name" });
});

test.each(
  Object.values(Region).filter((region) => ["aws", "aws-cn", "aws-us-gov"].includes(partitionOf(region))),
)("%s has zones whose ids can be read", (region) => {
  expect(parseZone(`${zoneIdPrefix(region)}-az1`)).toEqual({ region, index: 0, writtenBy: "id" });
});

// https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html
test.each([
  ["us-east-1", "use1"],
  ["ap-northeast-3", "apne3"],
  ["ap-southeast-1", "apse1"],
  ["ca-central-1", "cac1"],
  ["cn-northwest-1", "cnnw1"],
  ["us-gov-east-1", "usge1"],
  ["il-central-1", "ilc1"],
])("the ids of %s begin with %s", (region, prefix) => {
  expect(zoneIdPrefix(region)).toBe(prefix);
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
