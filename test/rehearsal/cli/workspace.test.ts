import { expect, test } from "@jest/globals";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { copyStackFile, environmentOf, openWorkspace, projectIn } from "../../../rehearsal/cli/workspace";
import { temporaryFolder } from "../../support/folder";

const engine = { bin: "/engine/bin", version: "v3.150.0", origin: "PATH" } as const;

test("the passphrase is generated once, and only its owner can read it", () => {
  const folder = temporaryFolder();
  const { passphraseFile } = openWorkspace(folder);
  const passphrase = readFileSync(passphraseFile, "utf8");
  expect(passphrase).toMatch(/^[\w-]{32}$/);
  expect(statSync(passphraseFile).mode & 0o077).toBe(0);
  openWorkspace(folder);
  expect(readFileSync(passphraseFile, "utf8")).toBe(passphrase);
});

test("the environment reaches no real account and no real backend", () => {
  const before = { ...process.env };
  Object.assign(process.env, {
    AWS_SECRET_ACCESS_KEY: "real",
    PULUMI_ACCESS_TOKEN: "real",
    PULUMI_STACK: "real",
    KUBECONFIG: "real",
  });
  try {
    const env = environmentOf(openWorkspace(temporaryFolder()), engine, "aws:1");
    expect(Object.values(env)).not.toContain("real");
    expect(env["PULUMI_BACKEND_URL"]).toMatch(/^file:\/\//);
    expect(env["PULUMI_DEBUG_PROVIDERS"]).toBe("aws:1");
    expect(env["PATH"]).toMatch(/^\/engine\/bin:/);
  } finally {
    process.env = before;
  }
});

test("a stack's configuration is copied without the encryption of the real stack", () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "Pulumi.yaml"), "name: shop\nruntime: nodejs\n");
  const original = [
    "secretsprovider: awskms://alias/pulumi",
    "encryptedkey: AQECAHh",
    "config:",
    "  shop:regions: [{ name: us-east-1 }]",
    "  shop:token: { secure: v1:ciphertext }",
    "  shop:nested: { inner: { secure: v1:ciphertext } }",
    "",
  ].join("\n");
  writeFileSync(join(folder, "Pulumi.prod.yaml"), original);
  const workspace = openWorkspace(join(folder, "rehearsal"));
  const project = projectIn(folder);
  const copy = copyStackFile(workspace, project!, "prod");
  expect(parse(readFileSync(copy!, "utf8"))).toEqual({
    config: {
      "shop:regions": [{ name: "us-east-1" }],
      "shop:token": "rehearsed-secret",
      "shop:nested": { inner: "rehearsed-secret" },
    },
  });
  expect(readFileSync(join(folder, "Pulumi.prod.yaml"), "utf8")).toBe(original);

  // The salt that the engine writes into the copy stays; the configuration follows the original.
  writeFileSync(copy!, "encryptionsalt: v1:salt\nconfig: {}\n");
  copyStackFile(workspace, project!, "prod");
  expect(parse(readFileSync(copy!, "utf8"))).toMatchObject({
    encryptionsalt: "v1:salt",
    config: { "shop:token": "rehearsed-secret" },
  });
});

test("no project, no stack file: nothing to copy", () => {
  const folder = temporaryFolder();
  expect(projectIn(folder)).toBeUndefined();
  expect(copyStackFile(openWorkspace(folder), { folder, name: "shop" }, "prod")).toBeUndefined();
});
