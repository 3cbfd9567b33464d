import { expect, test } from "@jest/globals";
import { DdosProtection } from "../../../components/edge/ddos-protection";
import { outputOf, record } from "../../support/mocks";
import { strayResources } from "../../support/providers";

const protectedResources = [
  { role: "us-east-1-alb", arn: "arn:alb", healthCheckArn: "arn:check" },
  { role: "zone", arn: "arn:zone" },
];

test("protects each, and tells of its health where there is a check", async () => {
  const run = await record(() => new DdosProtection("ddos", { protectedResources }));
  expect(run.counts()).toEqual({
    "standfast:edge:DdosProtection": 1,
    "aws:shield/protection:Protection": 2,
    "aws:shield/protectionHealthCheckAssociation:ProtectionHealthCheckAssociation": 1,
  });
  expect(run.one("aws:shield/protection:Protection", "ddos-us-east-1-alb").inputs).toEqual({
    resourceArn: "arn:alb",
  });
  expect(run.one("aws:shield/protection:Protection", "ddos-zone").inputs).toEqual({
    resourceArn: "arn:zone",
  });
  expect(
    run.one("aws:shield/protectionHealthCheckAssociation:ProtectionHealthCheckAssociation"),
  ).toMatchObject({
    name: "ddos-us-east-1-alb-health",
    inputs: { shieldProtectionId: "ddos-us-east-1-alb-id", healthCheckArn: "arn:check" },
  });
  expect(await outputOf(run.result.protectionIds["zone"]!)).toBe("ddos-zone-id");
});

test("refuses to protect nothing", async () => {
  await expect(record(() => new DdosProtection("ddos", { protectedResources: [] }))).rejects.toThrow(
    "protectedResources must list at least 1, got 0; Shield Advanced protects no Network Load Balancer without fixed addresses",
  );
});

test("uses the provider it is given for every resource", async () => {
  expect(await strayResources((opts) => new DdosProtection("ddos", { protectedResources }, opts))).toEqual(
    [],
  );
});
