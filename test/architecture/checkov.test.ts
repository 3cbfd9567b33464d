import { beforeAll, describe, expect, test } from "@jest/globals";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Recorded } from "../support/mocks";
import { type Run, runProgram } from "./program";

/** The reasons of docs/checkov.md, held against the plan of prod: where one no longer holds, the page has to change. */

const regions = ["eu-west-1", "us-east-1"];
const page = readFileSync(join(__dirname, "..", "..", "docs", "checkov.md"), "utf8");
let prod: Run;

beforeAll(async () => {
  prod = await runProgram("prod");
});

const names = (type: string, matches: (resource: Recorded) => boolean): readonly string[] =>
  prod
    .recorded(type)
    .filter(matches)
    .map(({ name }) => name)
    .sort();
const ofEach = (...ends: readonly string[]): readonly string[] =>
  regions.flatMap((region) => ends.map((end) => `${region}-${end}`)).sort();

describe("what docs/checkov.md says of prod", () => {
  test("the readers, and no other database, may be deleted and have one zone", () => {
    const type = "aws:rds/instance:Instance";
    const readers = ofEach("database-reader-1");
    expect(names(type, ({ inputs }) => inputs["deletionProtection"] !== true)).toEqual(readers);
    expect(names(type, ({ inputs }) => inputs["multiAz"] !== true)).toEqual(readers);
    expect(names(type, ({ protect }) => protect)).toEqual(ofEach("database-instance"));
  });

  test("buckets of logs, artefacts and reports, and no other, are not copied and have S3's own keys", () => {
    const kept = [
      ...ofEach("canaries-artefacts-bucket", "lb-logs-bucket", "network-flow-log-bucket"),
      "eu-west-1-region-switch-reports-bucket",
    ].sort();
    const buckets = names("aws:s3/bucket:Bucket", () => true);
    const copied = names("aws:s3/bucketReplicationConfig:BucketReplicationConfig", () => true).length;
    expect(buckets.filter((name) => !kept.includes(name))).toEqual(ofEach("objects-bucket"));
    expect(copied).toBe(2);
    const encryption =
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
    const withOwnKey = names(encryption, ({ inputs }) => JSON.stringify(inputs).includes("kmsMasterKeyId"));
    expect(withOwnKey).toEqual(ofEach("objects-encryption"));
  });

  test("every bucket forgets uploads that nobody finished", () => {
    const type = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
    const all = names(type, () => true);
    expect(all).toHaveLength(9);
    expect(
      names(type, ({ inputs }) =>
        (inputs["rules"] as readonly { filter: object; abortIncompleteMultipartUpload?: object }[]).some(
          (rule) => rule.abortIncompleteMultipartUpload && Object.keys(rule.filter).length === 0,
        ),
      ),
    ).toEqual(all);
  });

  test("the NLB ends no TLS and answers no HTTP, its targets are ALBs, and its addresses are its own", () => {
    const network = names(
      "aws:lb/loadBalancer:LoadBalancer",
      ({ inputs }) => inputs["loadBalancerType"] === "network",
    );
    expect(network).toEqual(ofEach("lb-nlb"));
    const own = prod
      .recorded("aws:lb/listener:Listener")
      .filter(({ dependencies }) => dependencies.some((name) => network.includes(name)));
    expect(own.map(({ inputs }) => inputs["protocol"] as string)).toEqual(["TCP", "TCP", "TCP", "TCP"]);
    expect(
      names("aws:lb/targetGroup:TargetGroup", ({ inputs }) => inputs["targetType"] === "alb"),
    ).toHaveLength(4);
    const redirects = prod
      .recorded("aws:lb/listener:Listener")
      .filter(({ inputs }) => inputs["protocol"] === "HTTP")
      .map(({ inputs }) => (inputs["defaultActions"] as { type: string }[]).map(({ type }) => type));
    expect(redirects).toEqual([["redirect"], ["redirect"]]);
  });

  test("each kind has a reason, and stands once", () => {
    const rows = page.split("\n").filter((line) => line.startsWith("| CKV"));
    const ids = rows.flatMap((row) => row.split("|")[1]!.match(/CKV2?_[A-Z0-9]+_\d+/g) ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    for (const row of rows) expect(row.split("|")[3]!.trim().length).toBeGreaterThan(20);
  });
});
