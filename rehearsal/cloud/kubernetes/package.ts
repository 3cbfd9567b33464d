/** The kubernetes package: API servers, one for each cluster, that keep objects and give them their metadata. */
import { createHash, randomUUID } from "node:crypto";
import { types } from "../aws/type-tokens";
import { Refusal, type CloudPackage, type ResourceRequest } from "../package";
import { changedKeys } from "../provider";
import { restoreSecrets, type CloudObject, type CloudStore } from "../store";
import { reveal, UNKNOWN, type Props } from "../wire";
import { components } from "./components";
import { manifestFunctions } from "./manifests";
import {
  clusterOf,
  identityOf,
  isAutonamed,
  isClusterWide,
  kindOf,
  metadataOf,
  nameOf,
  namespaceOf,
  specOf,
} from "./object";
import { qualifiedKind, type KubernetesChange, type KubernetesRefusalRule } from "./refusal-rule";
import { rules as everyRule } from "./rules";
import { statusOf } from "./status";

/** Fields of `spec` that the API server refuses to change: another value is another object. */
const immutableSpec: Readonly<Record<string, readonly string[]>> = {
  Deployment: ["selector"],
  StatefulSet: ["selector", "serviceName", "volumeClaimTemplates", "podManagementPolicy"],
  Job: ["selector", "template"],
  Service: ["clusterIP"],
};

/** Contents that the provider replaces, so that pods find what they started with. */
const replacedContents: Readonly<Record<string, readonly string[]>> = {
  ConfigMap: ["data", "binaryData", "immutable"],
  Secret: ["data", "stringData", "immutable", "type"],
};

/** @param folder of the program, to which paths in its manifests' arguments are relative. */
export function kubernetesPackage(
  store: CloudStore,
  version: string,
  folder: string,
  rules: readonly KubernetesRefusalRule[] = everyRule,
): CloudPackage {
  /** @throws where the cluster was there and is not any more. */
  function reachable(config: Props): CloudObject | undefined {
    const address = clusterOf(config);
    if (address === undefined || !/^https:\S+\.eks\.amazonaws\.com$/.test(address)) return undefined;
    const [cluster] = store.catalogue.having(types.cluster, "endpoint", address);
    if (cluster) return cluster;
    throw new Refusal(
      "configured Kubernetes cluster is unreachable: unable to load schema information from the API server: " +
        `Get "${address}/openapi/v2?timeout=32s": dial tcp: lookup ${new URL(address).host}: no such host`,
    );
  }

  function enforce(verb: "created" | "updated", request: ResourceRequest): void {
    const object = reveal(request.inputs);
    const { type } = request;
    const whereabouts = clusterOf(request.config);
    const cluster = reachable(request.config);
    const change: KubernetesChange = {
      type,
      kind: kindOf(type),
      object,
      name: nameOf(object),
      namespace: namespaceOf(object),
      account: store.catalogue,
      find: (other, namespace, name) =>
        store.get(other, namespace === "" ? name : `${namespace}/${name}`, whereabouts),
      ...(cluster && { cluster }),
    };
    for (const rule of rules) {
      if (rule.kinds?.includes(change.kind) === false) continue;
      const complaint = rule.refuse(change);
      if (complaint === undefined) continue;
      const subject =
        rule.by === "validation" ? `${qualifiedKind(change)} "${change.name}" is invalid: ` : "";
      throw new Refusal(
        `resource ${identityOf(type, object)} was not successfully ${verb} by the Kubernetes API server: ` +
          `${subject}${complaint}\n  see ${rule.link} (rehearsal rule ${rule.id})`,
      );
    }
  }

  return {
    name: "kubernetes",
    version,
    localFunctions: manifestFunctions(folder),
    components: components(folder),

    check({ name, inputs, oldInputs, randomSeed }) {
      if (inputs["metadata"] === UNKNOWN) return { inputs, failures: [] };
      const metadata = metadataOf(inputs);
      if (metadata["name"] !== undefined || metadata["generateName"] !== undefined)
        return { inputs, failures: [] };
      const suffix = createHash("sha256").update(randomSeed).update(name).digest("hex").slice(0, 8);
      const given = metadataOf({ metadata: metadata["annotations"] ?? {} });
      const annotated = { ...given, "pulumi.com/autonamed": "true" };
      const kept = oldInputs && isAutonamed(oldInputs) ? metadataOf(oldInputs)["name"] : undefined;
      const named = { ...metadata, name: kept ?? `${name}-${suffix}`, annotations: annotated };
      return { inputs: { ...inputs, metadata: named }, failures: [] };
    },

    diff({ type, oldInputs, inputs }) {
      const changed = changedKeys(oldInputs, inputs);
      const moved = identityOf(type, oldInputs) !== identityOf(type, inputs);
      const fields = immutableSpec[kindOf(type)] ?? [];
      const frozen = changedKeys(specOf(oldInputs), specOf(inputs)).some((key) => fields.includes(key));
      const contents = changed.filter((key) => replacedContents[kindOf(type)]?.includes(key));
      const replaceOn = [...(moved ? ["metadata"] : []), ...(frozen ? ["spec"] : []), ...contents];
      // Two objects of one name cannot be there side by side.
      return {
        changed,
        replaceOn,
        deleteBeforeReplace: replaceOn.length > 0 && !moved && !isAutonamed(inputs),
      };
    },

    // eslint-disable-next-line @typescript-eslint/require-await -- the port is asynchronous for packages that hash
    async create(request) {
      const { type, urn, inputs, preview, config } = request;
      const id = identityOf(type, inputs);
      const place: Props = isClusterWide(type) ? {} : { namespace: namespaceOf(inputs) };
      const metadata = { ...metadataOf(inputs), ...place, ...generatedMetadata(preview) };
      if (preview) return { id: "", outputs: { ...inputs, metadata, status: UNKNOWN } };
      enforce("created", request);
      const region = clusterOf(config);
      if (store.get(type, id, region)) throw alreadyExists(request, id);
      const outputs = { ...inputs, metadata, status: statusOf(type, inputs, reachable(config)?.region) };
      store.put({ urn, type, id, inputs, outputs, ...(region !== undefined && { region }) });
      return { id, outputs };
    },

    setExisting({ type, id, config }, properties) {
      const region = clusterOf(config);
      const place = { type, id, ...(region !== undefined && { region }) };
      store.setExisting(place, properties && { inputs: properties, outputs: properties });
    },

    read({ type, id, oldInputs, oldOutputs, config }) {
      reachable(config);
      const found = store.get(type, id, clusterOf(config));
      if (!found) return undefined;
      const inputs = restoreSecrets(found.inputs, oldInputs);
      return { id, inputs, outputs: restoreSecrets(found.outputs, oldOutputs) };
    },

    // eslint-disable-next-line @typescript-eslint/require-await -- see create
    async update(request) {
      const { type, id, urn, inputs, oldOutputs, preview, config } = request;
      const metadata = { ...metadataOf(oldOutputs), ...metadataOf(inputs) };
      const outputs = { ...oldOutputs, ...inputs, metadata };
      if (preview) return outputs;
      enforce("updated", request);
      const region = clusterOf(config);
      store.put({ urn, type, id, inputs, outputs, ...(region !== undefined && { region }) });
      return outputs;
    },

    delete({ type, id, config }) {
      reachable(config);
      store.remove(type, id, clusterOf(config));
    },
  };
}

function generatedMetadata(preview: boolean): Props {
  const uid = preview ? UNKNOWN : randomUUID();
  return { uid, resourceVersion: preview ? UNKNOWN : "1", generation: preview ? UNKNOWN : 1 };
}

function alreadyExists({ type }: ResourceRequest, id: string): Refusal {
  return new Refusal(
    `resource ${id} was not successfully created by the Kubernetes API server: ` +
      `${kindOf(type).toLowerCase()}s "${id.split("/").pop() ?? id}" already exists`,
  );
}
