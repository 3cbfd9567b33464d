import { expect, test } from "@jest/globals";
import { readFileSync, statSync } from "node:fs";
import { environmentOf, openWorkspace } from "../../../rehearsal/cli/workspace";
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
    expect(environmentOf(openWorkspace(temporaryFolder()), engine)).not.toHaveProperty(
      "PULUMI_DEBUG_PROVIDERS",
    );
    expect(env["PATH"]).toMatch(/^\/engine\/bin:/);
  } finally {
    process.env = before;
  }
});
