import { afterEach, describe, expect, test } from "@jest/globals";
import { createServer } from "node:http";
import { writeFileSync } from "node:fs";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { components } from "../../../../rehearsal/cloud/kubernetes/components";
import { isSecret, type Props } from "../../../../rehearsal/cloud/wire";
import { temporaryFolder } from "../../../support/folder";
import { onlyTool } from "../support/only-tool";

const path = process.env["PATH"];
afterEach(() => {
  process.env["PATH"] = path;
});

const asset = (held: Props): Props => ({
  "4dabf18193072939515e22adb298388d": "c44067f5952c0a294b673a41bacd8c17",
  ...held,
});

async function children(type: string, inputs: Props, { config = {}, folder = temporaryFolder() } = {}) {
  return components(folder)[`kubernetes:${type}`]!("web", inputs, config);
}

async function namesOf(type: string, inputs: Props, options = {}): Promise<string[]> {
  return (await children(type, inputs, options)).map(({ name }) => name);
}

const object = (kind: string, name: string, metadata = "", apiVersion = "v1") =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: ${name}${metadata}}\n`;
const many = (...objects: string[]) => objects.join("---\n");

describe("names of objects", () => {
  const yaml = many(
    object("ConfigMap", "a"),
    object("ConfigMap", "b", ", namespace: shop"),
    object("Node", "n"),
  );

  test("begin with the component's, and say the namespace, also the provider's", async () => {
    expect(await namesOf("yaml/v2:ConfigGroup", { yaml })).toEqual(["web:default/a", "web:shop/b", "web:n"]);
    const config = { namespace: "apps" };
    expect(await namesOf("yaml/v2:ConfigGroup", { yaml }, { config })).toContain("web:apps/a");
  });

  test("begin with another prefix where one is given, or none", async () => {
    expect(await namesOf("yaml/v2:ConfigGroup", { yaml, resourcePrefix: "" })).toEqual([
      "default/a",
      "shop/b",
      "n",
    ]);
    expect(await namesOf("yaml/v2:ConfigGroup", { yaml, resourcePrefix: "x" })).toContain("x:n");
  });
});

test("a custom resource, an object of the core group and the items of a list have their types", async () => {
  const list =
    "apiVersion: v1\nkind: List\nitems: [{apiVersion: v1, kind: Secret, metadata: {name: s}, data: {k: dg==}}]\n";
  const yaml = many(object("Rollout", "r", "", "argoproj.io/v1alpha1"), list);
  const found = await children("yaml/v2:ConfigGroup", { yaml, skipAwait: true });
  expect(found.map(({ type }) => type)).toEqual([
    "kubernetes:argoproj.io/v1alpha1:Rollout",
    "kubernetes:core/v1:Secret",
  ]);
  expect(found[1]?.inputs["metadata"]).toMatchObject({ annotations: { "pulumi.com/skipAwait": "true" } });
  expect(isSecret(found[1]?.inputs["data"])).toBe(true);
});

describe("order", () => {
  test("namespaces and definitions come first, and what the annotation asks for", async () => {
    const group = "spec: {group: shop.example, names: {kind: Till}}\n";
    const waits = `, annotations: {config.kubernetes.io/depends-on: "shop.example/namespaces/shop/Till/t"}`;
    const yaml = many(
      object("ConfigMap", "c", `, namespace: shop${waits}`),
      object("Till", "t", ", namespace: shop", "shop.example/v1"),
      object("Namespace", "shop"),
      object("CustomResourceDefinition", "tills", "", "apiextensions.k8s.io/v1") + group,
    );
    const found = await children("yaml/v2:ConfigGroup", { yaml });
    expect(found.map(({ name }) => name)).toEqual(["web:shop", "web:tills", "web:shop/t", "web:shop/c"]);
    expect(found.map(({ after }) => after)).toEqual([[], [], [0, 1], [2, 0]]);
  });

  test("a circle is refused", async () => {
    const waits = (name: string) =>
      `, annotations: {config.kubernetes.io/depends-on: /namespaces/default/ConfigMap/${name}}`;
    const yaml = many(object("ConfigMap", "a", waits("b")), object("ConfigMap", "b", waits("a")));
    await expect(children("yaml/v2:ConfigGroup", { yaml })).rejects.toThrow("leads in a circle");
  });
});

describe("files", () => {
  test("are read beside the program; a pattern means several", async () => {
    const folder = temporaryFolder();
    for (const name of ["a", "b"]) writeFileSync(join(folder, `${name}.yaml`), object("ConfigMap", name));
    expect(await namesOf("yaml/v2:ConfigFile", { file: "a.yaml" }, { folder })).toEqual(["web:default/a"]);
    const both = ["web:default/a", "web:default/b"];
    expect(await namesOf("yaml/v2:ConfigGroup", { files: ["*.yaml"] }, { folder })).toEqual(both);
  });

  test("that are not there, or no objects, are refused", async () => {
    const file = async (text: string) => {
      const folder = temporaryFolder();
      writeFileSync(join(folder, "a.yaml"), text);
      return children("yaml/v2:ConfigFile", { file: "a.yaml" }, { folder });
    };
    await expect(children("yaml/v2:ConfigFile", { file: "none.yaml" })).rejects.toThrow(
      "kubernetes: the manifest none.yaml must be a file, got nothing there; correct the path",
    );
    await expect(file("hello")).rejects.toThrow('must hold objects, got "hello"');
    await expect(file("kind: Pod")).rejects.toThrow(
      'must have apiVersion and metadata.name, got {"kind":"Pod"}',
    );
  });

  test("come from a URL too", async () => {
    const server = createServer((request, response) => {
      if (request.url === "/a.yaml") response.end(object("ConfigMap", "a"));
      else response.writeHead(404).end();
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    try {
      expect(await namesOf("yaml/v2:ConfigFile", { file: `${url}/a.yaml` })).toEqual(["web:default/a"]);
      await expect(children("yaml/v2:ConfigFile", { file: `${url}/b.yaml` })).rejects.toThrow(
        `the manifest ${url}/b.yaml could not be fetched (it answered 404)`,
      );
    } finally {
      server.close();
    }
  });
});

test("a chart is rendered by helm with its values, those of files first", async () => {
  const log = onlyTool("helm", object("ConfigMap", "a"));
  const inputs = {
    chart: "shop/web",
    namespace: "apps",
    version: "1.2.3",
    skipCrds: true,
    repositoryOpts: { repo: "https://charts.example" },
    valueYamlFiles: [asset({ text: "first: 1" })],
    values: { motd: asset({ text: "hello" }) },
  };
  expect(await namesOf("helm.sh/v4:Chart", inputs)).toEqual(["web:apps/a"]);
  expect(log()).toBe(
    "template web shop/web --values FILE --values FILE --no-hooks --namespace apps --version 1.2.3 " +
      '--repo https://charts.example first: 1 {"motd":"hello"}',
  );
  await expect(
    children("helm.sh/v4:Chart", { chart: "web", valueYamlFiles: [asset({ path: "none.yaml" })] }),
  ).rejects.toThrow(/values must be a text or a file that is there, got .*none\.yaml/);
});

test("a kustomization is built where the program is", async () => {
  const log = onlyTool("kustomize", object("ConfigMap", "a"));
  expect(await namesOf("kustomize/v2:Directory", { directory: "overlays/prod" })).toEqual(["web:default/a"]);
  expect(log()).toBe("build overlays/prod");
});
