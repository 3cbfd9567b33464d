import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { parseSettings, SettingsError } from "../../config";
import { changed, leavesOf, mistakesIn, smallest, withStandby } from "./settings";

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
        'regions[0].availabilityZones[2] must be a zone of us-east-1, got "us-west-2c"; write one such as us-east-1a or use1-az1',
        "regions[1].availabilityZones must list at least 3 zones, so that two are left when one is lost, got a list of 1; add another zone of the region",
        'regions[1].cidrBlock must not overlap the 10.10.0.0/16 of regions[0], got "10.10.128.0/17"; choose a distinct block, so that the regions can be peered',
        "regions[1].size is not a setting; remove it, or choose one of name, role, cidrBlock, availabilityZones, existingVpc",
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
    expect(mistakesIn({ ...smallest, regions }).map((line) => line.split(" ")[0])).toEqual([
      "regions",
      ...Array.from({ length: 11 }, (_, index) => `regions[${index}]`),
    ]);
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
      'regions[0].availabilityZones[2] must be a zone of us-east-1, got "us-west-2c"; write one such as us-east-1a or use1-az1',
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
  const paths = leavesOf(withStandby);

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

describe("keys that JavaScript has of its own", () => {
  it.each(["toString", "constructor", "hasOwnProperty", "valueOf"])("%s is no setting", (key) => {
    for (const path of ["", "appTier.", "database.", "regions[0]."]) {
      const raw = changed(smallest, { [`${path}${key}`]: "x" });
      expect(mistakesIn(raw)[0]?.startsWith(`${path}${key} is not a setting; `)).toBe(true);
    }
  });

  it("nor is __proto__, wherever it stands", () => {
    const raw = JSON.parse(
      JSON.stringify(smallest).replace('"image":', '"__proto__": {"port": 1}, "image":'),
    ) as Record<string, unknown>;
    expect(mistakesIn(raw)).toEqual(["appTier.__proto__ is not a setting; remove it"]);
    expect(mistakesIn(JSON.parse('{"__proto__": 1}') as Record<string, unknown>)[0]).toContain("__proto__");
  });

  it("are names like others where names are free", () => {
    expect(mistakesIn(changed(smallest, { "appTier.secrets": { constructor: "generated" } }))).toEqual([]);
  });
});

describe("a configuration of any size", () => {
  const timed = (raw: Record<string, unknown>) => {
    const begin = performance.now();
    const lines = mistakesIn(raw);
    return { lines, milliseconds: performance.now() - begin };
  };
  const one = smallest.regions[0]!;
  const many = (length: number) => Array.from({ length }, () => one);
  const unknown = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, at) => [`unknownSetting${at}`, at]));

  it.each<[string, Record<string, unknown>]>([
    ["1,000 regions", { ...smallest, regions: many(1000) }],
    ["100 regions", { ...smallest, regions: many(100) }],
    [
      "5,000 time-outs",
      { ...smallest, objectStore: { timeoutsSeconds: Array.from({ length: 5000 }, () => 5) } },
    ],
    ["100,000 unknown keys", { ...smallest, ...unknown(100_000) }],
    [
      "100 unknown keys in each of 100 objects",
      {
        ...smallest,
        regions: Array.from({ length: 100 }, () => unknown(100)),
      },
    ],
    ["a name of a million letters", { ...smallest, domainName: "a.".repeat(500_000) }],
    ["a key of a million letters", { ...smallest, ["databas".repeat(150_000)]: {} }],
    [
      "lists in lists",
      { ...smallest, regions: JSON.parse(`${"[".repeat(5000)}${"]".repeat(5000)}`) as unknown },
    ],
  ])("%s: refused at once, in a few lines", (_, raw) => {
    const { lines, milliseconds } = timed(raw);
    expect(lines.length).toBeGreaterThan(0);
    expect(new SettingsError(lines).message.length).toBeLessThan(50_000);
    expect(milliseconds).toBeLessThan(2000);
  });

  it("tells what is too much by its key", () => {
    expect(mistakesIn({ ...smallest, regions: many(1000) })).toEqual([
      "regions must hold at most 100 values, got a list of 1000; remove some",
    ]);
    expect(
      mistakesIn({ ...smallest, objectStore: { timeoutsSeconds: Array.from({ length: 11 }, () => 5) } }),
    ).toEqual(["objectStore.timeoutsSeconds must list at most 10 time-outs, got a list of 11; remove some"]);
  });
});
