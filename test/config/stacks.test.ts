import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { parse } from "yaml";
import { parseSettings, type Settings } from "../../config";

/** The configuration of a stack's file, as it is written. */
function configurationOf(stack: string): Record<string, unknown> {
  const file = readFileSync(join(__dirname, "..", "..", `Pulumi.${stack}.yaml`), "utf8");
  return (parse(file) as { config: Record<string, unknown> }).config;
}

function settingsOf(stack: string): Settings {
  const settings = Object.entries(configurationOf(stack)).filter(([key]) => key.startsWith("standfast:"));
  return parseSettings(
    Object.fromEntries(settings.map(([key, value]) => [key.slice("standfast:".length), value])),
  );
}

describe.each(["prod", "staging"])("%s", (stack) => {
  it("refuses resources without their region's provider", () => {
    expect(configurationOf(stack)["pulumi:disable-default-providers"]).toEqual(["aws", "kubernetes"]);
  });

  it("holds nothing but settings", () => {
    const namespaces = new Set(Object.keys(configurationOf(stack)).map((key) => key.split(":")[0]));
    expect([...namespaces].sort()).toEqual(["pulumi", "standfast"]);
  });

  it("stands above the floor of the policies", () => {
    const settings = settingsOf(stack);
    expect(settings.network.natGateways).toBe("one-per-zone");
    expect(settings.appTier).toMatchObject({ platform: "ec2" });
    expect(settings.cache?.replicasPerShard).toBeGreaterThanOrEqual(1);
    for (const region of settings.regions) expect(region.availabilityZones).toHaveLength(3);
  });
});

describe("the two stacks", () => {
  it("prod is two regions whose fleet carries the load after losing a zone", () => {
    const { regions, appTier, loadBalancer, database, cache, dataProtection } = settingsOf("prod");
    expect(regions.map(({ name, role, cidrBlock }) => ({ name, role, cidrBlock }))).toEqual([
      { name: "us-east-1", role: "active", cidrBlock: "10.10.0.0/16" },
      { name: "eu-west-1", role: "standby", cidrBlock: "10.20.0.0/16" },
    ]);
    expect(appTier).toMatchObject({ minInstances: 6 });
    expect(loadBalancer.kind).toBe("network-to-application");
    expect(database).toMatchObject({ deployment: "instance", readReplicas: 1 });
    expect(cache).toMatchObject({ shards: 2, replicasPerShard: 2 });
    expect(dataProtection).toBe("protected");
  });

  it("staging is one region that can be thrown away", () => {
    const { regions, appTier, loadBalancer, database, cache, dataProtection } = settingsOf("staging");
    expect(regions.map(({ name, role }) => ({ name, role }))).toEqual([
      { name: "us-east-1", role: "active" },
    ]);
    expect(appTier).toMatchObject({ minInstances: 3 });
    expect(loadBalancer.kind).toBe("application");
    expect(database).toMatchObject({ deployment: "instance", readReplicas: 0 });
    expect(cache).toMatchObject({ shards: 1, replicasPerShard: 1 });
    expect(dataProtection).toBe("disposable");
  });

  it("share no address, so that they can be peered", () => {
    const blocks = ["prod", "staging"].flatMap((stack) =>
      settingsOf(stack).regions.map(({ cidrBlock }) => cidrBlock),
    );
    expect(new Set(blocks.map((block) => block.split(".").slice(0, 2).join("."))).size).toBe(3);
  });
});
