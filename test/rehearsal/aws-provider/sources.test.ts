import { expect, test } from "@jest/globals";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { builtFolder, PLUGIN } from "../../../rehearsal/aws-provider/build";
import { awsProviderSources, SDK_VERSION } from "../../../rehearsal/aws-provider/sources";
import { cacheFolder } from "../../../rehearsal/engine/resolve";
import { resolveFrom } from "../../../rehearsal/engine/source";
import { temporaryFolder } from "../../support/folder";

const quiet = { begin: () => undefined, advance: () => undefined, end: () => undefined };
const engine = { bin: "/nowhere", version: "v3.150.0", origin: "PATH" } as const;

function fakePlugin(folder: string): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, PLUGIN), "#!/bin/sh\n");
  chmodSync(join(folder, PLUGIN), 0o755);
  return folder;
}

async function found(env: Readonly<Record<string, string>>) {
  const said: string[] = [];
  const sources = awsProviderSources(env, engine).map(({ install, ...source }) => {
    expect(install === undefined).toBe(source.name === "STANDFAST_AWS_PROVIDER");
    return source;
  });
  const provider = await resolveFrom("AWS provider to run", sources, quiet, (line) => said.push(line));
  return { provider, said };
}

test("what the user names comes first, then the official plugin, then what was built before", async () => {
  const folder = temporaryFolder();
  const env = { STANDFAST_CACHE: join(folder, "cache"), PULUMI_HOME: join(folder, "home") };
  const built = fakePlugin(builtFolder(cacheFolder(env, "aws-provider"), SDK_VERSION));
  expect((await found(env)).provider).toEqual({ bin: built, origin: "built from Go modules" });
  const official = fakePlugin(join(env.PULUMI_HOME, "plugins", `resource-aws-v${SDK_VERSION}`));
  expect((await found(env)).provider).toEqual({ bin: official, origin: "official plugin" });
  const named = fakePlugin(join(folder, "mine"));
  const { provider } = await found({ ...env, STANDFAST_AWS_PROVIDER: join(named, PLUGIN) });
  expect(provider).toEqual({ bin: named, origin: "STANDFAST_AWS_PROVIDER" });
});

test("what the user names and cannot be run is passed over, with a line that says so", async () => {
  const folder = temporaryFolder();
  const env = { STANDFAST_CACHE: folder, PULUMI_HOME: folder, STANDFAST_AWS_PROVIDER: join(folder, "aws") };
  fakePlugin(builtFolder(cacheFolder(env, "aws-provider"), SDK_VERSION));
  expect((await found(env)).said).toEqual([
    `  STANDFAST_AWS_PROVIDER: ${folder}/aws is no pulumi-resource-aws that can be run; passing it over`,
  ]);
});

test("where there is none, each source is named with what makes it work", async () => {
  const folder = temporaryFolder();
  await expect(found({ STANDFAST_CACHE: folder, PULUMI_HOME: folder })).rejects.toThrow(
    [
      "There is no AWS provider to run. 3 sources were tried; any one of them is enough:",
      "  1. STANDFAST_AWS_PROVIDER: it is not set.",
      `     Set it to the path of a pulumi-resource-aws that serves @pulumi/aws ${SDK_VERSION}.`,
      "  2. the official plugin: not downloaded yet.",
      "     Let this machine reach Pulumi's download site, or set HTTPS_PROXY.",
      "  3. Go modules: not built yet.",
      "     Install Go 1.26.3 or newer and let it reach a Go module proxy (GOPROXY).",
    ].join("\n"),
  );
});
