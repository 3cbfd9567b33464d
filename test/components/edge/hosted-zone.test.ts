import { expect, test } from "@jest/globals";
import { HostedZone } from "../../../components/edge/hosted-zone";
import { outputOf, record } from "../../support/mocks";

test("creates a zone whose records can still be edited when the control plane's region is lost", async () => {
  const run = await record(
    () => new HostedZone("dns", { mode: "create", name: "shop.example.com", acceleratedRecovery: "enabled" }),
  );
  expect(run.counts()).toEqual({ "standfast:edge:HostedZone": 1, "aws:route53/zone:Zone": 1 });
  expect(run.one("aws:route53/zone:Zone")).toMatchObject({
    name: "dns-zone",
    parent: "dns",
    inputs: { name: "shop.example.com", enableAcceleratedRecovery: true },
  });
  expect(await outputOf(run.result.zoneId)).toBe("dns-zone-zone-id");
  expect(await outputOf(run.result.arn)).toBe("arn:aws:mock:::dns-zone");
  expect(run.result.zoneName).toBe("shop.example.com");
});

test.each([
  ["enabled", true],
  ["disabled", false],
] as const)("takes a decision on accelerated recovery: %s", async (acceleratedRecovery, expected) => {
  const run = await record(
    () => new HostedZone("dns", { mode: "create", name: "shop.example.com", acceleratedRecovery }),
  );
  expect(run.one("aws:route53/zone:Zone").inputs["enableAcceleratedRecovery"]).toBe(expected);
});

test("takes an existing zone as it is", async () => {
  const run = await record(() => new HostedZone("dns", { mode: "existing", id: "Z123" }));
  expect(run.counts()).toEqual({ "standfast:edge:HostedZone": 1 });
  expect(await outputOf(run.result.zoneId)).toBe("Z123");
  expect(await outputOf(run.result.arn)).toBe("arn:aws:route53:::hostedzone/Z123");
  expect(run.result.zoneName).toBeUndefined();
  expect(await outputOf(run.result.nameServers)).toEqual([]);
});
