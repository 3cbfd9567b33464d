// What `npm test` needs beside the packages of package-lock.json: moto, which answers as AWS does, is a Python program;
// so is one of the two validators of Kubernetes manifests, and the other is built with Go. Checked before the tests
// start, because a part that is missing would fail many of them, each in words of its own.
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

const python = `
import sys, venv, ensurepip
sys.exit(0 if sys.version_info >= (3, 9) else "it is " + sys.version.split()[0])
`;

const needs = [
  {
    what: "Python 3.9 or newer with its modules venv and pip (on Debian: apt-get install python3-venv)",
    command: ["python3", "-c", python],
  },
  { what: "Go 1.24 or newer", command: ["go", "version"] },
];

const missing = needs.flatMap(({ what, command: [program, ...args] }) => {
  const { status, error, stderr } = spawnSync(program, args, { encoding: "utf8" });
  if (status === 0) return [];
  const why =
    error?.code === "ENOENT" ? `there is no ${program} on PATH` : (stderr ?? "").trim().split("\n").pop();
  return `  ${what}: ${why}`;
});
if (missing.length > 0) {
  console.error(`set-up of the tests: npm test needs more than Node.js; install\n${missing.join("\n")}`);
  console.error(
    "A part of the tests needs none of it, such as: npx jest test/config test/components test/policies",
  );
  process.exit(1);
}

const installer = join(root, "test/drill/adapters/aws/support/install-moto.sh");
const { status } = spawnSync("sh", [installer], { stdio: "inherit" });
if (status !== 0) {
  console.error(
    "set-up of the tests: moto could not be installed into .drill/moto, see above; is a Python package index within reach (PIP_INDEX_URL), and is there space on the disk?",
  );
  process.exit(1);
}
