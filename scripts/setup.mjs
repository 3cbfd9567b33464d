// Brings a fresh machine to where the other commands can run: Node's version, the packages of the lockfile, and
// (unless --quiet) a Pulumi engine. Plain JavaScript, because nothing is installed yet when it starts.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { accessSync, constants, existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

const help = `Usage: node scripts/setup.mjs [--quiet]

Installs the packages of package-lock.json where they are missing or others, and finds or makes a Pulumi engine.
Every npm command of this project runs it first; --quiet leaves the engine to the command.

Exit codes:
  0  everything is there
  1  something is missing; the message says what to do`;

function fail(message) {
  console.error(`setup: ${message}`);
  process.exit(1);
}

function run(command, args, remedy) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: "inherit" });
  if (error) fail(`cannot run ${command}: ${error.message}. ${remedy}`);
  if (status !== 0) fail(`${command} ${args.join(" ")} exited with ${status}. ${remedy}`);
}

function readJson(...path) {
  return JSON.parse(readFileSync(join(root, ...path), "utf8"));
}

/** What of package.json is not there in its pinned version, or without its programs. */
function missingPackages() {
  const { dependencies = {}, devDependencies = {} } = readJson("package.json");
  return Object.entries({ ...dependencies, ...devDependencies }).flatMap(([name, version]) => {
    if (!existsSync(join(root, "node_modules", name, "package.json"))) return name;
    const installed = readJson("node_modules", name, "package.json");
    const programs =
      typeof installed.bin === "string" ? [name.split("/").pop()] : Object.keys(installed.bin ?? {});
    const whole = programs.every((program) => existsSync(join(root, "node_modules", ".bin", program)));
    return whole && installed.version.replace(/^v/, "") === version ? [] : name;
  });
}

/** Says why the checkout cannot take packages, where that is so. */
function requireWritable() {
  try {
    accessSync(root, constants.W_OK);
    if (existsSync(join(root, "node_modules"))) accessSync(join(root, "node_modules"), constants.W_OK);
  } catch (error) {
    fail(
      `the packages have to be installed, and ${error.path} cannot be written (${error.code}). Run it as the owner of this checkout, or clone it to where you can write.`,
    );
  }
}

if (process.argv.includes("--help") || process.argv.includes("-h")) {
  console.log(help);
  process.exit(0);
}

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 12)) {
  fail(`Node.js ${process.versions.node} is too old: install 20.12 or newer.`);
}

// The stamp holds the lockfile's digest, so that a changed lockfile is installed; what somebody removed since, or left
// out as npm does under NODE_ENV=production, is noticed by itself.
const stamp = join(root, "node_modules", ".standfast-lock");
const digest = createHash("sha256")
  .update(readFileSync(join(root, "package-lock.json")))
  .digest("hex");
if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== digest || missingPackages().length > 0) {
  requireWritable();
  console.log("setup: installing the packages of package-lock.json");
  // Provider SDKs would download their plugins on installation: the engine gets those when it needs them.
  run(
    "npm",
    ["ci", "--include=dev", "--ignore-scripts", "--no-audit", "--no-fund"],
    "Is the npm registry within reach, and is there space on the disk?",
  );
  const missing = missingPackages();
  if (missing.length > 0)
    fail(`npm ci left out ${missing.join(", ")}. Is "omit" set in an .npmrc? Unset it.`);
  writeFileSync(stamp, digest);
}

if (!process.argv.includes("--quiet")) {
  run(process.execPath, ["--import", "tsx", "rehearsal/cli/set-up-engine.ts"], "See above.");
}
