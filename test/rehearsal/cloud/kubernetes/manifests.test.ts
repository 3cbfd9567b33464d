import { afterEach, expect, test } from "@jest/globals";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { manifestFunctions } from "../../../../rehearsal/cloud/kubernetes/manifests";
import type { Props } from "../../../../rehearsal/cloud/wire";
import { temporaryFolder } from "../../../support/folder";
import { onlyTool } from "../support/only-tool";

const path = process.env["PATH"];
afterEach(() => {
  process.env["PATH"] = path;
});

async function answer(token: string, args: Props): Promise<Props> {
  return (await manifestFunctions(__dirname)[`kubernetes:${token}`]!(args, {}))!;
}

const namespaces =
  "kind: Namespace\nmetadata: {name: one}\n---\n---\nkind: Namespace\nmetadata: {name: two}\n";
const objects = ["one", "two"].map((name) => ({ kind: "Namespace", metadata: { name } }));

test("a manifest of several documents is decoded, empty ones count for nothing", async () => {
  expect(await answer("yaml:decode", { text: namespaces })).toEqual({ result: objects });
  expect(await answer("yaml:decode", { text: "" })).toEqual({ result: [] });
});

test("a manifest that is no YAML is refused with the place of the mistake", async () => {
  await expect(answer("yaml:decode", { text: "kind: [" })).rejects.toThrow(
    /kubernetes: the manifest cannot be read: .* at line 1/,
  );
});

test("a chart is rendered by helm, with its values in a file", async () => {
  const log = onlyTool("helm", namespaces);
  const options = {
    chart: "web",
    release_name: "shop",
    namespace: "app",
    fetch_opts: { repo: "https://charts.example", version: "1.2.3" },
    values: { replicas: 3 },
  };
  expect(await answer("helm:template", { jsonOpts: JSON.stringify(options) })).toEqual({ result: objects });
  expect(log()).toBe(
    "template shop web --values FILE --include-crds --skip-tests --namespace app --repo https://charts.example " +
      '--version 1.2.3 {"replicas":3}',
  );
});

test("a kustomization is built by kustomize, or by kubectl where that is not there", async () => {
  const log = onlyTool("kubectl", namespaces);
  expect(await answer("kustomize:directory", { directory: "overlays/prod" })).toEqual({ result: objects });
  expect(log()).toContain("kustomize overlays/prod");
});

test("what is missing is named", async () => {
  const empty = join(temporaryFolder(), "bin");
  mkdirSync(empty);
  process.env["PATH"] = empty;
  await expect(answer("helm:template", { jsonOpts: "{}" })).rejects.toThrow(
    "kubernetes: the rehearsal cloud answers kubernetes:helm:template with helm, which is not on PATH; install it",
  );
  await expect(answer("kustomize:directory", { directory: "." })).rejects.toThrow(
    "with kustomize or kubectl, which is not on PATH",
  );
});
