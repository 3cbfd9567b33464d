import { describe, expect, it } from "@jest/globals";
import { type Outputs, outputsSchema } from "../../config";

const outputs: Outputs = {
  url: "https://app.example.com",
  nameServers: ["ns-1.example.net"],
  regions: [
    {
      name: "us-east-1",
      role: "active",
      loadBalancerDnsName: "lb.us-east-1.elb.amazonaws.com",
      autoScalingGroup: "us-east-1-app-group",
      databaseEndpoint: "db.us-east-1.rds.amazonaws.com",
      cacheEndpoint: "cache.use1.cache.amazonaws.com",
      bucket: "us-east-1-objects",
      egressAddresses: ["192.0.2.1", "192.0.2.2", "192.0.2.3"],
    },
  ],
  drills: {},
  objectives: { recoveryTimeSeconds: 900, recoveryPointSeconds: 300 },
};

describe("outputsSchema", () => {
  it("takes what the platform gives", () => {
    expect(outputsSchema.parse(outputs)).toEqual(outputs);
  });

  it.each([
    ["an address without TLS", { url: "http://app.example.com" }],
    ["no region", { regions: [] }],
    ["an unknown value", { regions: [{ ...outputs.regions[0], bucket: "" }] }],
    ["one output more", { password: "hunter2" }],
  ])("refuses %s", (_, change) => {
    expect(outputsSchema.safeParse({ ...outputs, ...change }).success).toBe(false);
  });
});
