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

export const manifestFunctions: Readonly<Record<string, LocalFunction>> = {
  "kubernetes:yaml:decode": ({ text: manifests }) => decodeManifests(text(manifests) ?? ""),
  "kubernetes:kustomize:directory": async ({ directory }) =>
    decodeManifests(await kustomized(text(directory) ?? "")),
  "kubernetes:helm:template": async ({ jsonOpts }) =>
    decodeManifests(await templated(JSON.parse(text(jsonOpts) ?? "{}") as Props)),
};

/** The objects of every document; empty ones count for nothing. */
function decodeManifests(manifests: string): Props {
  const documents = [...parseAllDocuments(manifests, { merge: true })];
  const [error] = documents.flatMap(({ errors }) => errors);
  if (error) throw new Refusal(`kubernetes: the manifest cannot be read: ${error.message}`);
  const objects = documents.map((document) => document.toJS() as Value);
  return { result: objects.filter((object) => object !== null) };
}

async function kustomized(directory: string): Promise<string> {
  const tools = [
    ["kustomize", "build", directory],
    ["kubectl", "kustomize", directory],
  ] as const;
  for (const [tool, ...args] of tools) {
    const printed = await outputOf(tool, args);
    if (printed !== undefined) return printed;
  }
  throw missing("kustomize or kubectl", "kustomize:directory");
}

/** @param options as `@pulumi/kubernetes` writes them (helm/v3/helm.ts). */
async function templated(options: Props): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "standfast-chart-"));
  try {
    const values = join(folder, "values.json");
    writeFileSync(values, JSON.stringify(options["values"] ?? {}), { mode: 0o600 });
    const fetched = block(options["fetch_opts"]);
    const valued = {
      "--namespace": options["namespace"],
      "--repo": fetched["repo"],
      "--version": options["version"] ?? fetched["version"],
      "--kube-version": options["kube_version"],
    };
    // The name of a repository that helm knows, and the chart's name in it; or a folder.
    const chart = [options["repo"], options["chart"]].flatMap((part) => text(part) ?? []).join("/");
    const args = [
      ...[
        "template",
        text(options["release_name"]) ?? "release",
        chart || named(options["path"]),
        "--values",
        values,
      ],
      ...(options["skip_crd_rendering"] === true ? [] : ["--include-crds"]),
      ...(options["include_test_hook_resources"] === true ? [] : ["--skip-tests"]),
      ...Object.entries(valued).flatMap(([flag, value]) => (text(value) ? [flag, text(value) ?? ""] : [])),
      ...texts(options["api_versions"]).flatMap((version) => ["--api-versions", version]),
    ];
    const printed = await outputOf("helm", args);
    if (printed === undefined) throw missing("helm", "helm:template");
    return printed;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @returns undefined where the tool is not there. @throws {Refusal} with its own words where it fails. */
async function outputOf(tool: string, args: readonly string[]): Promise<string | undefined> {
  try {
    return (await promisify(execFile)(tool, args, { maxBuffer: 1 << 28, env: process.env })).stdout;
  } catch (error) {
    const { code, stderr = "" } = error as { readonly code?: unknown; readonly stderr?: string };
    if (code === "ENOENT") return undefined;
    throw new Refusal(`kubernetes: ${tool} ${args[0] ?? ""} failed: ${stderr.trim() || String(error)}`);
  }
}

function missing(tools: string, token: string): Refusal {
  return new Refusal(
    `kubernetes: the rehearsal cloud answers kubernetes:${token} with ${tools}, which is not on PATH; install it`,
  );
}
