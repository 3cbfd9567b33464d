/** The kubernetes package: one API server that keeps objects and gives them their metadata. */
import { createHash, randomUUID } from "node:crypto";
import { Refusal, type CloudPackage, type Request } from "./package";
import { changedKeys } from "./provider";
import { restoreSecrets, type CloudStore } from "./store";
import { isObject, UNKNOWN, type Props, type Value } from "./wire";

/** Fields that the API server refuses to change: another value is another object. */
const immutable: Readonly<Record<string, readonly string[]>> = {
  Deployment: ["selector"],
  StatefulSet: ["selector", "serviceName", "volumeClaimTemplates", "podManagementPolicy"],
  Job: ["selector", "template"],
  Service: ["clusterIP"],
};

/** Kinds that live in no namespace. */
const clusterWide: ReadonlySet<string> = new Set([
  "Namespace",
  "Node",
  "PersistentVolume",
  "StorageClass",
  "IngressClass",
  "PriorityClass",
  "ClusterRole",
  "ClusterRoleBinding",
  "CustomResourceDefinition",
]);

export function kubernetesPackage(store: CloudStore, version: string): CloudPackage {
  return {
    name: "kubernetes",
    version,

    check({ name, inputs, oldInputs, randomSeed }) {
      if (inputs["metadata"] === UNKNOWN) return { inputs, failures: [] };
      const metadata = metadataOf(inputs);
      if (metadata["name"] !== undefined || metadata["generateName"] !== undefined)
        return { inputs, failures: [] };
      const suffix = createHash("sha256").update(randomSeed).update(name).digest("hex").slice(0, 8);
      const annotated = { ...annotationsOf(metadata), "pulumi.com/autonamed": "true" };
      const kept = oldInputs && isAutonamed(oldInputs) ? metadataOf(oldInputs)["name"] : undefined;
      const named = { ...metadata, name: kept ?? `${name}-${suffix}`, annotations: annotated };
      return { inputs: { ...inputs, metadata: named }, failures: [] };
    },

    diff({ type, oldInputs, inputs }) {
      const changed = changedKeys(oldInputs, inputs);
      const identity = identityOf(oldInputs) !== identityOf(inputs);
      const fields = immutable[kindOf(type)] ?? [];
      const [before, after] = [specOf(oldInputs), specOf(inputs)];
      const frozen = changedKeys(before, after).some((key) => fields.includes(key));
      const replaceOn = [...(identity ? ["metadata"] : []), ...(frozen ? ["spec"] : [])];
      return { changed, replaceOn, deleteBeforeReplace: replaceOn.length > 0 && !isAutonamed(inputs) };
    },

    // eslint-disable-next-line @typescript-eslint/require-await -- the port is asynchronous for packages that hash
    async create(request) {
      const { type, urn, inputs, preview } = request;
      const id = identityOf(inputs);
      const status = preview ? UNKNOWN : {};
      const place: Props = clusterWide.has(kindOf(type)) ? {} : { namespace: namespaceOf(inputs) };
      const metadata = { ...metadataOf(inputs), ...place, ...birth(preview) };
      const outputs = { ...inputs, metadata, status };
      if (preview) return { id: "", outputs };
      if (store.get(type, id, undefined)) throw alreadyExists(request, id);
      store.put({ urn, type, id, inputs, outputs });
      return { id, outputs };
    },

    read({ type, id, oldInputs, oldOutputs }) {
      const found = store.get(type, id, undefined);
      if (!found) return undefined;
      const inputs = restoreSecrets(found.inputs, oldInputs);
      return { id, inputs, outputs: restoreSecrets(found.outputs, oldOutputs) };
    },

    // eslint-disable-next-line @typescript-eslint/require-await -- see create
    async update({ type, id, urn, inputs, oldOutputs, preview }) {
      const metadata = { ...metadataOf(oldOutputs), ...metadataOf(inputs) };
      const outputs = { ...oldOutputs, ...inputs, metadata };
      if (!preview) store.put({ urn, type, id, inputs, outputs });
      return outputs;
    },

    delete({ type, id }) {
      store.remove(type, id, undefined);
    },
  };
}

function birth(preview: boolean): Props {
  const uid = preview ? UNKNOWN : randomUUID();
  return { uid, resourceVersion: preview ? UNKNOWN : "1", generation: preview ? UNKNOWN : 1 };
}

function alreadyExists({ type }: Request, id: string): Refusal {
  return new Refusal(
    `resource ${id} was not successfully created by the Kubernetes API server: ` +
      `${kindOf(type).toLowerCase()}s "${id.split("/").pop() ?? id}" already exists`,
  );
}

function kindOf(type: string): string {
  return type.slice(type.lastIndexOf(":") + 1);
}

function metadataOf(object: Props): Props {
  return isObject(object["metadata"]) ? object["metadata"] : {};
}

function specOf(object: Props): Props {
  return isObject(object["spec"]) ? object["spec"] : {};
}

function annotationsOf(metadata: Props): Props {
  return isObject(metadata["annotations"]) ? metadata["annotations"] : {};
}

function isAutonamed(object: Props): boolean {
  return annotationsOf(metadataOf(object))["pulumi.com/autonamed"] === "true";
}

function namespaceOf(object: Props): string {
  return textOf(metadataOf(object)["namespace"]) ?? "default";
}

function identityOf(object: Props): string {
  return `${namespaceOf(object)}/${textOf(metadataOf(object)["name"]) ?? ""}`;
}

function textOf(value: Value | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}
