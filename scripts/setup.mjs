// Brings a fresh machine to where the other commands can run: Node's version, the packages of the lockfile, and
// (unless --quiet) a Pulumi engine. Plain JavaScript, because nothing is installed yet when it starts.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const quiet = process.argv.includes("--quiet");

function fail(message) {
  console.error(`setup: ${message}`);
  process.exit(1);
}

function run(command, args, remedy) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: "inherit" });
  if (error) fail(`cannot run ${command}: ${error.message}. ${remedy}`);
  if (status !== 0) fail(`${command} ${args.join(" ")} exited with ${status}. ${remedy}`);
}

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 12)) {
  fail(`Node.js ${process.versions.node} is too old: install 20.12 or newer.`);
}

// The stamp holds the lockfile's digest, so that a changed lockfile is installed and an unchanged one costs nothing.
const stamp = join(root, "node_modules", ".standfast-lock");
const digest = createHash("sha256")
  .update(readFileSync(join(root, "package-lock.json")))
  .digest("hex");
if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== digest) {
  console.log("setup: installing the packages of package-lock.json");
  // Provider SDKs would download their plugins on installation: the engine gets those when it needs them.
  run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], "Is the npm registry within reach?");
  writeFileSync(stamp, digest);
}

if (!quiet) {
  run(process.execPath, ["--import", "tsx", "rehearsal/cli/set-up-engine.ts"], "See above.");
}
