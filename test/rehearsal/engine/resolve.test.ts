import { expect, test } from "@jest/globals";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { onPath } from "../../../rehearsal/engine/engine-sources";
import { build, builtFolder } from "../../../rehearsal/engine/build";
import type { Engine } from "../../../rehearsal/engine/engine";
import { cacheFolder, resolveEngine, engineSources } from "../../../rehearsal/engine/resolve";
import { NoSourceError, type ExecutableSource } from "../../../rehearsal/engine/source";
import { temporaryFolder } from "../../support/folder";

const quiet = { begin: () => undefined, advance: () => undefined, end: () => undefined };

/** A `pulumi` that only knows its version. */
function fakePulumi(bin: string, version: string): void {
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, "pulumi"), `#!/bin/sh\necho ${version}\n`);
  chmodSync(join(bin, "pulumi"), 0o755);
}

function resolveIn(folder: string, path: string) {
  const env = { PATH: `${path}:${dirname(process.execPath)}`, STANDFAST_CACHE: folder };
  const said: string[] = [];
  const built = builtFolder(cacheFolder(env));
  return { built, said, engine: () => resolveEngine(engineSources(env), quiet, (line) => said.push(line)) };
}

test("an engine on PATH comes first", async () => {
  const folder = temporaryFolder();
  const bin = join(folder, "bin");
  fakePulumi(bin, "v3.200.1");
  const { built, engine } = resolveIn(folder, bin);
  fakePulumi(built, "v3.150.0");
  expect(await engine()).toEqual({ bin, version: "v3.200.1", origin: "PATH" });
});

test("an engine that is too old is passed over for the one that was built before", async () => {
  const folder = temporaryFolder();
  fakePulumi(join(folder, "bin"), "v3.149.9");
  const { built, said, engine } = resolveIn(folder, join(folder, "bin"));
  fakePulumi(built, "v3.150.0");
  expect(await engine()).toEqual({ bin: built, version: "v3.150.0", origin: "built from Go modules" });
  expect(said).toEqual([]);
});

test("an engine that hangs is passed over soon, with a line that says so", async () => {
  const folder = temporaryFolder();
  fakePulumi(join(folder, "bin"), "v3.200.1");
  writeFileSync(join(folder, "bin", "pulumi"), "#!/bin/sh\nsleep 60\n");
  const { built, said } = resolveIn(folder, "");
  fakePulumi(built, "v3.150.0");
  const [, , modules] = engineSources({ STANDFAST_CACHE: folder });
  const began = Date.now();
  const path = onPath({ PATH: join(folder, "bin") }, 300);
  expect((await resolveEngine([path, modules!], quiet, (line) => said.push(line))).bin).toBe(built);
  expect(Date.now() - began).toBeLessThan(10_000);
  expect(said).toEqual([
    `  PATH: ${folder}/bin/pulumi did not answer "pulumi version" within 0.3 s; passing it over`,
  ]);
});

test("npm's own bin folders do not count as PATH", async () => {
  const folder = temporaryFolder();
  const bin = join(folder, "node_modules", ".bin");
  fakePulumi(bin, "v3.200.1");
  const { built, engine } = resolveIn(folder, bin);
  fakePulumi(built, "v3.150.0");
  expect((await engine()).bin).toBe(built);
});

test("where no source has an engine, each is named with its failure and its remedy", async () => {
  const [path, wrapper, modules] = engineSources({ PATH: "" });
  const failing = (
    source: ExecutableSource<Engine> | undefined,
    failure: string,
  ): ExecutableSource<Engine> => ({
    ...source!,
    find: () => ({ failure: "not there yet" }),
    install: { announcement: `trying ${source!.name}`, run: () => Promise.resolve({ failure }) },
  });
  const said: string[] = [];
  const sources = [path!, failing(wrapper, "no network"), failing(modules, "cannot run go")];
  const error: unknown = await resolveEngine(sources, quiet, (line) => said.push(line)).catch(
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(NoSourceError);
  expect((error as Error).message).toBe(
    [
      "There is no Pulumi engine to run. 3 sources were tried; any one of them is enough:",
      "  1. PATH: no pulumi there.",
      "     Install the Pulumi CLI, v3.150.0 or newer, and put it on PATH.",
      '  2. the npm package "pulumi": no network.',
      "     Let this machine reach Pulumi's download site, or set HTTPS_PROXY.",
      "  3. Go modules: cannot run go.",
      "     Install Go 1.24 or newer and let it reach a Go module proxy (GOPROXY).",
    ].join("\n"),
  );
  expect(said).toEqual([
    'trying the npm package "pulumi"',
    "  no network",
    "trying Go modules",
    "  cannot run go",
  ]);
});

test("a build without go fails with what is missing, and leaves nothing half-built", async () => {
  const folder = join(temporaryFolder(), "engine");
  const { PATH } = process.env;
  process.env["PATH"] = "";
  try {
    await expect(build(folder, quiet)).rejects.toThrow("cannot run go: spawn go ENOENT");
  } finally {
    process.env["PATH"] = PATH;
  }
  expect(() => {
    mkdirSync(folder);
  }).not.toThrow();
});
