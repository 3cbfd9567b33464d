import { describe, expect, test } from "@jest/globals";
import { awsPackage } from "../../../../rehearsal/cloud/aws/package";
import { types } from "../../../../rehearsal/cloud/aws/type-tokens";
import { parseFault } from "../../../../rehearsal/cloud/faults/api-fault";
import { faultyAws } from "../../../../rehearsal/cloud/faults/aws";
import { FaultInjection } from "../../../../rehearsal/cloud/faults/fault-injection";
import { kubernetesWithout } from "../../../../rehearsal/cloud/faults/kubernetes";
import { kubernetesPackage } from "../../../../rehearsal/cloud/kubernetes/package";
import { CloudStore } from "../../../../rehearsal/cloud/store";
import type { Props } from "../../../../rehearsal/cloud/wire";
import { temporaryFile } from "../support/aws";

const [us, eu] = ["us-east-1", "eu-west-1"];

function aws(written: string) {
  const store = new CloudStore(temporaryFile("account.jsonl"));
  const injection = new FaultInjection({ faults: parseFault(written) ?? [] });
  const cloud = faultyAws(awsPackage(store, "7.48.0"), injection);
  const request = (region: string, config: Props = {}) => ({
    urn: `urn:pulumi:test::project::${types.key}::${region}-key`,
    type: types.key,
    name: `${region}-key`,
    config: { region, ...config },
    inputs: {},
  });
  return { store, cloud, request };
}

describe("the AWS of a dark region", () => {
  const { store, cloud, request } = aws(`region-dark=${us}`);

  test("plans, makes nothing, and says it as the provider does", async () => {
    await expect(cloud.create({ ...request(us), preview: true })).resolves.toMatchObject({ id: "" });
    await expect(cloud.create({ ...request(us), preview: false })).rejects.toThrow(
      'creating KMS Key: operation error KMS: CreateKey, exceeded maximum number of attempts, 25, https response error StatusCode: 0, RequestID: , request send failed, Post "https://kms.us-east-1.amazonaws.com/": dial tcp: i/o timeout',
    );
    expect([...store.all()]).toEqual([]);
  });

  test("works elsewhere", async () => {
    await expect(cloud.create({ ...request(eu), preview: false })).resolves.toMatchObject({
      id: expect.stringMatching(/./),
    });
  });

  test("neither reads nor updates nor deletes", async () => {
    const existing = { ...request(us), id: "k", oldInputs: {}, oldOutputs: {}, preview: false };
    expect(() => cloud.read(existing)).toThrow("reading KMS Key");
    await expect(cloud.update(existing)).rejects.toThrow("updating KMS Key");
    expect(() => {
      cloud.delete(existing);
    }).toThrow("deleting KMS Key");
  });

  test("names the one endpoint of what has one for the world", () => {
    const role = { ...request(eu), type: types.role, id: "r", oldInputs: {}, oldOutputs: {}, preview: false };
    expect(() => cloud.read(role)).toThrow(
      /^reading IAM Role: operation error IAM: GetRole, .* "https:\/\/iam\.amazonaws\.com\/"/,
    );
  });

  test("identifies nobody in that region, and whoever asks in another", () => {
    expect(cloud.checkConfig?.({ region: us })).toEqual([
      { property: "", reason: expect.stringContaining("GetCallerIdentity, exceeded maximum number") },
    ]);
    expect(cloud.checkConfig?.({ region: us, stsRegion: eu })).toEqual([]);
    expect(cloud.checkConfig?.({ region: eu })).toEqual([]);
    expect(cloud.checkConfig?.({ region: us, skipCredentialsValidation: "true" })).toEqual([]);
  });

  test("lists no health checks of plans: that is served in us-east-1 alone", () => {
    const token = "aws:arcregionswitch/getRoute53HealthChecks:getRoute53HealthChecks";
    expect(() => cloud.localFunctions?.[token]?.({ planArn: "arn" }, { region: eu })).toThrow(
      `invoking ${token}: operation error arcregionswitch`,
    );
  });

  test("looks prefix lists up in other regions, and none that are not known", () => {
    const list = cloud.localFunctions?.["aws:ec2/getManagedPrefixList:getManagedPrefixList"];
    const name = "com.amazonaws.global.cloudfront.origin-facing";
    expect(list?.({ name }, { region: eu })).toMatchObject({ name });
    expect(() => list?.({ name }, { region: us })).toThrow("dial tcp: i/o timeout");
    expect(list?.({ name: "other" }, { region: us })).toBeUndefined();
  });
});

test("the provider's own number of retries counts", async () => {
  const { cloud, request } = aws("api-throttle-error=100%");
  await expect(cloud.create({ ...request(eu, { maxRetries: "3" }), preview: false })).rejects.toThrow(
    /maximum number of attempts, 3, .* StatusCode: 400, RequestID: [0-9a-f-]{36}, api error Throttling: Rate exceeded$/,
  );
});

test("a cluster is unreachable with its region, and reachable without", async () => {
  const store = new CloudStore(temporaryFile("account.jsonl"));
  const endpoint = "https://0123456789ABCDEF.gr7.us-east-1.eks.amazonaws.com";
  store.put({ urn: "", type: types.cluster, id: "app", region: us, inputs: {}, outputs: { endpoint } });
  const type = "kubernetes:core/v1:Namespace";
  const request = {
    ...{ urn: `urn:pulumi:test::project::${type}::app`, type, name: "app", preview: false },
    config: { clusterIdentifier: endpoint },
    inputs: { metadata: { name: "app" } },
  };
  const without = (region: string) =>
    kubernetesWithout(new Set([region]), kubernetesPackage(store, "4.34.2", "."), store);
  await expect(without(us).create(request)).rejects.toThrow(
    `configured Kubernetes cluster is unreachable: unable to load schema information from the API server: Get "${endpoint}/openapi/v2?timeout=32s": dial tcp: i/o timeout`,
  );
  await expect(without(eu).create(request)).resolves.toMatchObject({ id: "app" });
});
