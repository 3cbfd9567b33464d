import { expect, test } from "@jest/globals";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { copyOf, rehearsedKeys, updateCopy } from "../../../rehearsal/cli/stack-files";
import { temporaryFolder } from "../../support/folder";

const original = [
  "secretsprovider: awskms://alias/pulumi",
  "encryptedkey: AQECAHh",
  "environment: [shared]",
  "config:",
  "  shop:regions: [{ name: us-east-1 }]",
  "  shop:token: { secure: v1:ciphertext }",
  "  shop:nested: { inner: { secure: v1:ciphertext } }",
  "  shop:account: 12345678901234567890",
  "",
].join("\n");

function openCopy(text?: string) {
  const source = join(temporaryFolder(), "Pulumi.prod.yaml");
  const folder = temporaryFolder();
  if (text !== undefined) writeFileSync(source, text);
  const copy = copyOf(folder, "prod");
  const update = () => {
    updateCopy(folder, "prod", source);
    return parse(readFileSync(copy, "utf8")) as Record<string, unknown>;
  };
  return { source, folder, copy, update, keys: () => rehearsedKeys(folder, "prod", source, "shop") };
}

test("a stack's settings are copied without what only the real stack can decrypt", () => {
  const { source, copy, update } = openCopy(original);
  expect(update()).toEqual({
    config: {
      "shop:regions": [{ name: "us-east-1" }],
      "shop:token": "rehearsed-secret",
      "shop:nested": { inner: "rehearsed-secret" },
      "shop:account": expect.any(Number),
    },
  });
  expect(readFileSync(copy, "utf8")).toContain("12345678901234567890");
  expect(readFileSync(source, "utf8")).toBe(original);
});

test("what was rehearsed stays until the user's file changes; the salt stays always", () => {
  const { source, copy, update, keys } = openCopy("config:\n  size: 3\n");
  update();
  expect(keys()).toEqual([]);
  writeFileSync(copy, 'encryptionsalt: v1:salt\nconfig:\n  shop:size: "3"\n  shop:added: "1"\n');
  expect(update()).toMatchObject({ encryptionsalt: "v1:salt", config: { "shop:added": "1" } });
  expect(keys()).toEqual(["shop:added"]);
  writeFileSync(source, "config:\n  size: 4\n");
  expect(update()).toEqual({ encryptionsalt: "v1:salt", config: { size: 4 } });
});

test("the settings of a file that is gone go with it; those of a stack that never had one stay", () => {
  const gone = openCopy("config:\n  size: 3\n");
  gone.update();
  rmSync(gone.source);
  expect(gone.update()).toEqual({});
  const never = openCopy();
  updateCopy(never.folder, "prod", never.source);
  expect(existsSync(never.copy)).toBe(false);
  writeFileSync(never.copy, "config:\n  shop:added: 1\n");
  expect(never.update()).toEqual({ config: { "shop:added": 1 } });
});

test.each([
  ["config: [", "Pulumi.prod.yaml: Flow sequence in block collection"],
  ["- config", "a stack file is a mapping with the key config"],
])("%j is refused with the name of the user's file", (text, message) => {
  const { source, update } = openCopy(text);
  expect(update).toThrow(message);
  expect(update).toThrow(source);
});

test("an empty file is a stack without settings", () => {
  expect(openCopy("").update()).toEqual({});
});
