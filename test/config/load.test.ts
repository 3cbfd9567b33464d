import { afterEach, describe, expect, it } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";
import { loadSettings } from "../../config";
import { smallest } from "./settings";

/** Gives the program a configuration as the engine does: text as it is, lists and objects as JSON, all in one map. */
function configure(raw: Record<string, unknown>, secretKeys: readonly string[] = []): void {
  const texts = Object.entries(raw).map(([key, value]) => [
    key.includes(":") ? key : `standfast:${key}`,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  pulumi.runtime.setAllConfig(Object.fromEntries(texts) as Record<string, string>);
  process.env["PULUMI_CONFIG_SECRET_KEYS"] = JSON.stringify(secretKeys.map((key) => `standfast:${key}`));
}

afterEach(() => {
  pulumi.runtime.setAllConfig({});
  delete process.env["PULUMI_CONFIG_SECRET_KEYS"];
});

function failure(): unknown {
  try {
    loadSettings();
  } catch (error) {
    return error;
  }
  throw new Error("the configuration was taken");
}

describe("loadSettings", () => {
  it("reads text, lists and objects, and leaves other namespaces alone", () => {
    configure({ ...smallest, "pulumi:disable-default-providers": ["aws"], "aws:region": "us-east-1" });
    const settings = loadSettings();
    expect(settings.domainName).toBe("app.example.com");
    expect(settings.regions.map(({ name }) => name)).toEqual(["us-east-1"]);
    expect(settings.appTier).toMatchObject({ minInstances: 3, maxInstances: 6 });
  });

  it("needs no list of encrypted keys", () => {
    configure(smallest);
    delete process.env["PULUMI_CONFIG_SECRET_KEYS"];
    expect(loadSettings().dataProtection).toBe("protected");
  });

  it("stops the program with every mistake and without a stack trace", () => {
    configure({ ...smallest, regions: [], databse: {}, dnsPassword: "hunter2" }, ["dnsPassword"]);
    const error = failure();
    expect(pulumi.RunError.isInstance(error)).toBe(true);
    expect((error as Error).message).toBe(
      [
        "The configuration has 3 mistakes; nothing was planned.",
        '  databse is not a setting; did you mean "database"?',
        "  dnsPassword is not a setting; remove it: passwords, tokens and keys are generated and kept in Secrets Manager",
        "  regions must list at least one region, got an empty list; add one with name, role, cidrBlock and availabilityZones",
      ].join("\n"),
    );
  });

  it("refuses an encrypted setting", () => {
    configure(smallest, ["database"]);
    expect((failure() as Error).message).toBe(
      [
        "The configuration has 1 mistake; nothing was planned.",
        "  database must hold nothing encrypted, because it would be in plain text in the state anyway; set it without --secret",
      ].join("\n"),
    );
  });

  it("reports broken JSON as the text it is", () => {
    configure({ ...smallest, cache: '{"shards": 1' });
    expect((failure() as Error).message).toContain(
      'cache must be an object whose durability is "snapshots" or "transaction-log", got',
    );
  });
});
