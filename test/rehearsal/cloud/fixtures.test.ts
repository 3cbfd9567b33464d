import { expect, test } from "@jest/globals";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { answerOf, existingResource, readFixtures } from "../../../rehearsal/cloud/fixtures";
import { temporaryFolder } from "../../support/folder";

const zones = "aws:index/getAvailabilityZones:getAvailabilityZones";

function fixturesIn(text: string) {
  const file = join(temporaryFolder(), "rehearsal.yaml");
  writeFileSync(file, text);
  return readFixtures(file);
}

test("functions are answered by their name and, where they are given, their arguments", () => {
  const fixtures = fixturesIn(
    [
      "functions:",
      `  - { name: "${zones}", arguments: { region: us-east-1 }, answer: { names: [us-east-1a] } }`,
      `  - { name: "${zones}", answer: { names: [eu-west-1a] } }`,
      "resources:",
      '  - { type: "aws:ec2/vpc:Vpc", id: vpc-1, properties: { cidrBlock: 10.0.0.0/16 } }',
    ].join("\n"),
  );
  expect(answerOf(fixtures, zones, { region: "us-east-1" })).toEqual({ names: ["us-east-1a"] });
  expect(answerOf(fixtures, zones, {})).toEqual({ names: ["eu-west-1a"] });
  expect(answerOf(fixtures, "aws:index/getRegion:getRegion", {})).toBeUndefined();
  expect(existingResource(fixtures, "aws:ec2/vpc:Vpc", "vpc-1")).toEqual({ cidrBlock: "10.0.0.0/16" });
  expect(existingResource(fixtures, "aws:ec2/vpc:Vpc", "vpc-2")).toBeUndefined();
});

test("every mistake is named at once, with its place", () => {
  const broken = "functoins: []\nfunctions: [{ name: zones, answer: 1 }]\nresources: [{ type: Vpc }]\n";
  for (const part of [
    "functoins",
    "functions[0].name",
    "functions[0].answer",
    "resources[0].type",
    "resources[0].id",
  ]) {
    expect(() => fixturesIn(broken)).toThrow(part);
  }
  expect(() => fixturesIn("functions: [")).toThrow("rehearsal.yaml: Flow sequence");
});

test("without the file nothing is there", () => {
  expect(readFixtures(join(temporaryFolder(), "rehearsal.yaml"))).toEqual({ functions: [], resources: [] });
});
