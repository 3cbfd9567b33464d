/**
 * The remote components of the Kubernetes provider: manifests, charts and kustomizations that become objects.
 * Names, default namespaces and order as in pulumi-kubernetes v4 (provider/pkg/provider/yaml/v2/yaml.go, helm/v4).
 */
import type { RemoteComponent } from "../package";
import { block, blocks, named, text, texts } from "../values";
import type { Props } from "../wire";
import { helmTemplate, kustomized, objectsIn, type HelmTemplate } from "./manifests";
import { assetText, filesOf, manifestAt, withAssetTexts } from "./manifest-sources";
import { childrenOf, namespaceFor } from "./component-children";

const CHART = "kubernetes:helm.sh/v4:Chart";
const DIRECTORY = "kubernetes:kustomize/v2:Directory";

/** @param folder of the program, to which paths are relative. */
export function components(folder: string): Readonly<Record<string, RemoteComponent>> {
  return {
    "kubernetes:yaml/v2:ConfigFile": async (name, inputs, config) =>
      childrenOf(name, inputs, config, objectsIn(await manifestAt(named(inputs["file"]), folder))),

    "kubernetes:yaml/v2:ConfigGroup": async (name, inputs, config) => {
      const files = texts(inputs["files"]).flatMap((pattern) => filesOf(pattern, folder));
      const fetched = await Promise.all(files.map((file) => manifestAt(file, folder)));
      const objects = [...fetched, named(inputs["yaml"])].flatMap(objectsIn);
      return childrenOf(name, inputs, config, [...objects, ...blocks(inputs["objs"])]);
    },

    [DIRECTORY]: async (name, inputs, config) => {
      const manifests = await kustomized(named(inputs["directory"]), { token: DIRECTORY, folder });
      return childrenOf(name, inputs, config, objectsIn(manifests));
    },

    [CHART]: async (name, inputs, config) => {
      const asked = helmV4(name, inputs, config, folder);
      const rendered = await helmTemplate(asked, { token: CHART, folder });
      return childrenOf(name, inputs, config, objectsIn(rendered));
    },
  };
}

/** @throws {Refusal} where a file of values cannot be read. */
function helmV4(name: string, inputs: Props, config: Props, folder: string): HelmTemplate {
  const [repository, renderer] = [block(inputs["repositoryOpts"]), block(inputs["postRenderer"])];
  const valueFiles = blocks(inputs["valueYamlFiles"]).map((asset) => assetText(asset, folder));
  return {
    release: text(inputs["name"]) ?? name,
    chart: named(inputs["chart"]),
    values: [...valueFiles, JSON.stringify(withAssetTexts(inputs["values"] ?? {}, folder))],
    flags: {
      "--include-crds": inputs["skipCrds"] !== true,
      "--no-hooks": inputs["includeHooks"] !== true,
      "--devel": inputs["devel"] === true,
      "--dependency-update": inputs["dependencyUpdate"] === true,
      "--verify": inputs["verify"] === true,
      "--plain-http": inputs["plainHttp"] === true,
    },
    valued: {
      "--namespace": namespaceFor(inputs, config),
      "--version": inputs["version"],
      "--repo": repository["repo"],
      "--username": repository["username"],
      "--password": repository["password"],
      "--post-renderer": renderer["command"],
      "--post-renderer-args": renderer["args"],
    },
  };
}
