import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { parse } from "yaml";
import { z } from "zod";
import { referenceFiles } from "../../config/reference/files";
import { settingsJsonSchema, stackFileJsonSchema } from "../../config/reference/json-schema";
import { leavesOf } from "../../config/reference/leaves";
import { parseSettings } from "../../config";
import { smallest } from "./settings";

const root = join(__dirname, "..", "..");
const textOf = (path: string) => readFileSync(join(root, path), "utf8");
const leaves = leavesOf(settingsJsonSchema());

describe("the reference of the settings", () => {
  it.each(Object.entries(referenceFiles()))("%s is current; else run npm run reference", (path, text) => {
    expect(textOf(path)).toBe(text);
  });

  it("describes every setting, numbers with their unit", () => {
    expect(leaves.length).toBeGreaterThan(90);
    expect(leaves.filter(({ schema }) => (schema.description ?? "") === "").map(({ path }) => path)).toEqual(
      [],
    );
    const numbers = leaves.filter(({ schema }) => schema.type === "integer" || schema.type === "number");
    expect(numbers.length).toBeGreaterThan(30);
    expect(numbers.filter(({ schema }) => (schema.unit ?? "") === "").map(({ path }) => path)).toEqual([]);
  });

  it("gives an example of every text", () => {
    const texts = leaves.filter(
      ({ schema }) => schema.type === "string" && !schema.enum && schema.const === undefined,
    );
    expect(texts.filter(({ schema }) => !schema.examples?.length).map(({ path }) => path)).toEqual([]);
  });

  it("tells the defaults that the parser fills in", () => {
    const told = leaves.filter(
      ({ path, schema, alternatives }) =>
        schema.default !== undefined &&
        alternatives.length === 0 &&
        // Of what a list holds, which the smallest stack leaves to its default.
        !path.includes("[]") &&
        !/^(webFirewall|backup|offHours|objectStore\.externalFallback)\./.test(path),
    );
    const settings: unknown = parseSettings(smallest);
    expect(told.length).toBeGreaterThan(25);
    for (const { path, schema } of told)
      expect([path, valueAt(settings, path)]).toEqual([path, schema.default]);
  });
});

describe("the schema for editors", () => {
  const schema = z.fromJSONSchema(stackFileJsonSchema() as z.core.JSONSchema.JSONSchema);
  const files = [
    ...["Pulumi.prod.yaml", "Pulumi.staging.yaml"],
    ...["geo", "ha", "ingress", "single"].map((stack) => `examples/cadence/Pulumi.${stack}.yaml`),
    ...["dev", "prod", "test"].map((stack) => `examples/ha-web/Pulumi.${stack}.yaml`),
    ...["examples/freesdn/Pulumi.max.yaml", "examples/yatagarasu/Pulumi.prod.yaml"],
  ];

  it.each(files)("takes %s, which names it", (file) => {
    expect(schema.safeParse(parse(textOf(file))).error?.issues).toBeUndefined();
    const up = file.startsWith("examples/") ? "../../" : "";
    expect(textOf(file).split("\n")[0]).toBe(
      `# yaml-language-server: $schema=${up}config/pulumi-stack.schema.json`,
    );
  });

  it.each([
    ["an unknown setting", { "standfast:databse": {} }],
    ["a wrong mode", { "standfast:contentDelivery": "akamai" }],
    ["a number out of bounds", { "standfast:objectives": { recoveryTimeSeconds: 0 } }],
    ["a key of another section", { "standfast:hostedZone": { mode: "existing", name: "example.com" } }],
  ])("refuses %s", (_, change) => {
    const { config } = parse(textOf("Pulumi.staging.yaml")) as { readonly config: object };
    expect(schema.safeParse({ config }).success).toBe(true);
    expect(schema.safeParse({ config: { ...config, ...change } }).success).toBe(false);
  });
});

function valueAt(root: unknown, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>((value, key) => (value as Readonly<Record<string, unknown>> | undefined)?.[key], root);
}
