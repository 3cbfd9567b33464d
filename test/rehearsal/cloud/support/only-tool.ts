import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../../../support/folder";

/**
 * Puts a tool of that name on PATH, alone; it prints `manifests`.
 * @returns what it was called with: its arguments, files of values as FILE, and what these held.
 */
export function onlyTool(name: string, manifests: string): () => string {
  const folder = temporaryFolder();
  const script = `#!${process.execPath}
const fs = require("fs");
const given = process.argv.slice(2);
const files = given.filter((_, at) => given[at - 1] === "--values");
const shown = given.map((arg) => (files.includes(arg) ? "FILE" : arg));
const held = files.map((file) => fs.readFileSync(file, "utf8"));
fs.writeFileSync(${JSON.stringify(join(folder, "log"))}, [...shown, ...held].join(" "));
process.stdout.write(${JSON.stringify(manifests)});
`;
  writeFileSync(join(folder, name), script);
  chmodSync(join(folder, name), 0o755);
  process.env["PATH"] = folder;
  return () => readFileSync(join(folder, "log"), "utf8");
}
