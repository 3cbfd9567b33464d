import { expect, test } from "@jest/globals";
import { createRecords, type RecordsArgs } from "../../../components/edge/records";
import { record } from "../../support/mocks";

const args: RecordsArgs = {
  domainName: "shop.example.com",
  hostedZoneId: "Z123",
  endpoints: ["us-east-1", "eu-west-1"].map((region) => ({
    region,
    dnsName: `${region}.elb.example`,
    hostedZoneId: `Z-${region}`,
  })),
  readinessPath: "/ready",
  healthCheckIntervalSeconds: 10,
  healthCheckFailureThreshold: 3,
  routing: "failover",
};

test.each<[RecordsArgs["routing"], string, string]>([
  ["failover", "standfast:edge:FailoverRecords", "failoverRoutingPolicies"],
  ["latency", "standfast:edge:ActiveActiveRecords", "latencyRoutingPolicies"],
  ["weighted", "standfast:edge:ActiveActiveRecords", "weightedRoutingPolicies"],
])("%s routing makes %s", async (routing, component, policy) => {
  const run = await record(() => createRecords("records", { ...args, routing }));
  expect(run.recorded(component)).toHaveLength(1);
  const routed = run
    .recorded("aws:route53/record:Record")
    .filter(({ inputs }) => inputs["name"] === "shop.example.com");
  expect(routed).toHaveLength(2);
  expect(routed.filter(({ inputs }) => policy in inputs)).toHaveLength(2);
});

test("hands weights on", async () => {
  const weights = { "us-east-1": 3, "eu-west-1": 1 };
  const run = await record(() => createRecords("records", { ...args, routing: "weighted", weights }));
  expect(run.one("aws:route53/record:Record", "records-us-east-1").inputs).toMatchObject({
    weightedRoutingPolicies: [{ weight: 3 }],
  });
});
