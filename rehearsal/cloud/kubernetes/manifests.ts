/**
 * Functions of the Kubernetes provider that look nothing up: they turn files of this machine into objects, for
 * ConfigFile, ConfigGroup, Chart and Directory.
 */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { parseAllDocuments } from "yaml";
import { Refusal, type LocalFunction } from "../package";
import { block, named, text, texts } from "../values";
import type { Props, Value } from "../wire";

const [DECODE, DIRECTORY, TEMPLATE] = [
  "kubernetes:yaml:decode",
  "kubernetes:kustomize:directory",
  "kubernetes:helm:template",
] as const;

/** @param folder of the program, to which paths are relative. */
export function manifestFunctions(folder: string): Readonly<Record<string, LocalFunction>> {
  return {
    [DECODE]: (args) => ({ result: objectsIn(named(args["text"])) }),
    [DIRECTORY]: async ({ directory }) => ({
      result: objectsIn(await kustomized(named(directory), { token: DIRECTORY, folder })),
    }),
    [TEMPLATE]: async ({ jsonOpts }) => {
      const options = helmV3(JSON.parse(text(jsonOpts) ?? "{}") as Props);
      return { result: objectsIn(await helmTemplate(options, { token: TEMPLATE, folder })) };
    },
  };
}

/** What of the program's is answered, and the folder in which it runs. */
interface Caller {
  readonly token: string;
  readonly folder: string;
}

/** The objects of every document; empty ones count for nothing. */
export function objectsIn(manifests: string): Value[] {
  const documents = [...parseAllDocuments(manifests, { merge: true })];
  const [error] = documents.flatMap(({ errors }) => errors);
  if (error) throw new Refusal(`kubernetes: the manifest cannot be read: ${error.message}`);
  const objects = documents.map((document) => document.toJS() as Value);
  return objects.filter((object) => object !== null);
}

/** What `kustomize build` prints for a folder. @throws {Refusal} where neither tool is there, or it fails. */
export async function kustomized(directory: string, { token, folder }: Caller): Promise<string> {
  const tools = [
    ["kustomize", "build", directory],
    ["kubectl", "kustomize", directory],
  ] as const;
  for (const [tool, ...args] of tools) {
    const printed = await outputOf(tool, args, folder);
    if (printed !== undefined) return printed;
  }
  throw missing("kustomize or kubectl", token);
}

/** One run of `helm template`. */
export interface HelmTemplate {
  readonly release: string;
  /** The name of a chart with or without that of its repository, a folder, an archive or a URL. */
  readonly chart: string;
  /** Files of values as YAML or JSON; a later one wins. */
  readonly values: readonly string[];
  /** Flags with a value, such as `--version`; those without one are left out. */
  readonly valued: Readonly<Record<string, Value | undefined>>;
  /** Flags without a value; those that are false are left out. */
  readonly flags: Readonly<Record<string, boolean>>;
}

/** What `helm template` prints. @throws {Refusal} where helm is not there, or fails. */
export async function helmTemplate(asked: HelmTemplate, caller: Caller): Promise<string> {
  const aside = mkdtempSync(join(tmpdir(), "standfast-chart-"));
  try {
    const files = asked.values.map((values, at) => {
      const file = join(aside, `values-${at}.yaml`);
      writeFileSync(file, values, { mode: 0o600 });
      return ["--values", file];
    });
    const flags = Object.entries(asked.flags).flatMap(([flag, given]) => (given ? [flag] : []));
    const valued = Object.entries(asked.valued).flatMap(([flag, value]) =>
      (Array.isArray(value) ? texts(value) : [text(value)]).flatMap((each) => (each ? [flag, each] : [])),
    );
    const args = ["template", asked.release, asked.chart, ...files.flat(), ...flags, ...valued];
    const printed = await outputOf("helm", args, caller.folder);
    if (printed === undefined) throw missing("helm", caller.token);
    return printed;
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

/** @param options as `@pulumi/kubernetes` writes them (helm/v3/helm.ts). */
function helmV3(options: Props): HelmTemplate {
  const fetched = block(options["fetch_opts"]);
  // The name of a repository that helm knows, and the chart's name in it; or a folder.
  const chart = [options["repo"], options["chart"]].flatMap((part) => text(part) ?? []).join("/");
  return {
    release: text(options["release_name"]) ?? "release",
    chart: chart || named(options["path"]),
    values: [JSON.stringify(options["values"] ?? {})],
    flags: {
      "--include-crds": options["skip_crd_rendering"] !== true,
      "--skip-tests": options["include_test_hook_resources"] !== true,
    },
    valued: {
      "--namespace": options["namespace"],
      "--repo": fetched["repo"],
      "--version": options["version"] ?? fetched["version"],
      "--kube-version": options["kube_version"],
      "--api-versions": options["api_versions"],
    },
  };
}

/** @returns undefined where the tool is not there. @throws {Refusal} with its own words where it fails. */
async function outputOf(tool: string, args: readonly string[], cwd: string): Promise<string | undefined> {
  try {
    return (await promisify(execFile)(tool, args, { cwd, maxBuffer: 1 << 28, env: process.env })).stdout;
  } catch (error) {
    const { code, stderr = "" } = error as { readonly code?: unknown; readonly stderr?: string };
    if (code === "ENOENT") return undefined;
    throw new Refusal(`kubernetes: ${tool} ${args[0] ?? ""} failed: ${stderr.trim() || String(error)}`);
  }
}

function missing(tools: string, token: string): Refusal {
  return new Refusal(
    `kubernetes: the rehearsal cloud answers ${token} with ${tools}, which is not on PATH; install it`,
  );
}
