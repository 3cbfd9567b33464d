import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { parseSettings, SettingsError } from "../../config";
import { changed, mistakesIn, smallest, withStandby } from "./settings";

describe("parseSettings", () => {
  it("reports every mistake at once: of single settings, between settings, and of unknown keys", () => {
    const raw = changed(withStandby, {
      domainName: "app_example",
      databse: {},
      "regions[0].availabilityZones[2]": "us-west-2c",
      "regions[1].cidrBlock": "10.10.128.0/17",
      "regions[1].availabilityZones": ["eu-west-1a"],
      "regions[1].size": "large",
      "appTier.minInstances": 2,
      "cache.password": "hunter2",
    });
    expect(() => parseSettings(raw)).toThrow(
      new SettingsError([
        "appTier.minInstances must be a whole number from 3 to 1000 (one in each of three zones), got 2; change it",
        "cache.password is not a setting; remove it: passwords, tokens and keys are generated and kept in Secrets Manager",
        'databse is not a setting; did you mean "database"?',
        'domainName must be a lower-case domain name of at most 64 characters, got "app_example"; write one such as app.example.com, without scheme, wildcard or final dot',
        'regions[0].availabilityZones[2] must be a zone of us-east-1, got "us-west-2c"; write one such as us-east-1a',
        "regions[1].availabilityZones must list at least 3 zones, so that two are left when one is lost, got a list of 1; add another zone of the region",
        'regions[1].cidrBlock must not overlap the 10.10.0.0/16 of regions[0], got "10.10.128.0/17"; choose a distinct block, so that the regions can be peered',
        "regions[1].size is not a setting; remove it, or choose one of name, role, cidrBlock, availabilityZones",
      ]),
    );
  });

  it("names every section that an empty stack lacks", () => {
    expect(mistakesIn({}).map((line) => line.split(";")[0])).toEqual([
      "appTier is missing",
      "domainName is missing",
      "hostedZone is missing",
      "regions is missing",
    ]);
  });

  it("lists the mistakes of a long list in its order", () => {
    const regions = Array.from({ length: 11 }, () => "x");
    expect(mistakesIn({ ...smallest, regions }).map((line) => line.split(" ")[0])).toEqual(
      Array.from({ length: 11 }, (_, index) => `regions[${index}]`),
    );
  });

  it("knows a key that was set without --path", () => {
    const raw = { ...smallest, "cache.shards": "3", "regions[0].name": "us-east-1" };
    expect(mistakesIn(raw)).toEqual([
      '"cache.shards" is not a setting but a path; set it with `pulumi config set --path`, and remove this key',
      '"regions[0].name" is not a setting but a path; set it with `pulumi config set --path`, and remove this key',
    ]);
  });

  it("suggests the nearest key at every depth", () => {
    const raw = changed(smallest, {
      loadBalancer: { healthCheck: { intervalSecond: 5 } },
      "appTier.minInstance": 3,
    });
    expect(mistakesIn(raw)).toEqual([
      'appTier.minInstance is not a setting; did you mean "minInstances"?',
      'loadBalancer.healthCheck.intervalSecond is not a setting; did you mean "intervalSeconds"?',
    ]);
  });
});

describe("secrets", () => {
  it("are refused as settings, without their value, and hide no other mistake", () => {
    const raw = changed(smallest, {
      domainName: "hunter2",
      dataProtection: "hunter2",
      "regions[0].availabilityZones[2]": "us-west-2c",
    });
    expect(mistakesIn(raw, ["domainName", "dataProtection"])).toEqual([
      "dataProtection must hold nothing encrypted, because it would be in plain text in the state anyway; set it without --secret",
      "domainName must hold nothing encrypted, because it would be in plain text in the state anyway; set it without --secret",
      'regions[0].availabilityZones[2] must be a zone of us-east-1, got "us-west-2c"; write one such as us-east-1a',
    ]);
  });

  it.each(["dbPassword", "authToken", "clientSecret", "apiKey", "private_key", "awsCredentials"])(
    "%s is no setting",
    (key) => {
      expect(mistakesIn({ ...smallest, [key]: "hunter2" }, [key])).toEqual([
        `${key} is not a setting; remove it: passwords, tokens and keys are generated and kept in Secrets Manager`,
      ]);
    },
  );

  it("never reach a message, wherever under an object or an unknown key they stand", () => {
    const secret = fc.string({ minLength: 12, unit: fc.constantFrom("Q", "X", "Z") });
    const sections = [
      "hostedZone",
      "regions",
      "appTier",
      "database",
      "cache",
      "dns",
      "objectives",
      "unknown",
    ];
    fc.assert(
      fc.property(secret, fc.constantFrom(...sections), fc.boolean(), (password, section, inList) => {
        const value = { password };
        const lines = mistakesIn({ ...smallest, [section]: inList ? [value] : value });
        expect(lines.length).toBeGreaterThan(0);
        expect(lines.join("\n")).not.toContain(password);
      }),
    );
  });
});

describe("any value in any place", () => {
  const paths = leaves(withStandby);

  it("gives settings or a list of mistakes, never another failure, and leaves the input alone", () => {
    fc.assert(
      fc.property(fc.subarray(paths, { minLength: 1, maxLength: 6 }), fc.jsonValue(), (chosen, value) => {
        const raw = changed(withStandby, Object.fromEntries(chosen.map((path) => [path, value])));
        const before = structuredClone(raw);
        for (const line of mistakesIn(raw)) expect(line).toMatch(/^[\w.[\]]+ (must|is) .+; .+/);
        expect(raw).toEqual(before);
      }),
      { numRuns: 300 },
    );
  });

  it("reports each wrong value whatever else is wrong", () => {
    // The zone's mode decides which other keys it has, so nothing can be said about those when it is wrong.
    const others = paths.filter((path) => path !== "hostedZone.mode");
    fc.assert(
      fc.property(fc.subarray(others, { minLength: 1 }), (chosen) => {
        const raw = changed(withStandby, Object.fromEntries(chosen.map((path) => [path, { wrong: true }])));
        const named = new Set(mistakesIn(raw).map((line) => line.split(" ")[0]));
        for (const path of chosen) expect(named).toContain(path);
      }),
    );
  });
});

/** The path of every value that is no object, as messages write it. */
function leaves(value: unknown, path = ""): string[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => leaves(item, `${path}[${index}]`));
  if (typeof value !== "object" || value === null) return [path];
  return Object.entries(value).flatMap(([key, item]) => leaves(item, path === "" ? key : `${path}.${key}`));
}
