/** How an API server's objects are named and read. */
import { block, text } from "../values";
import type { Props, Value } from "../wire";

/** Kinds that live in no namespace. */
const clusterWide: ReadonlySet<string> = new Set([
  "Namespace",
  "Node",
  "PersistentVolume",
  "StorageClass",
  "IngressClass",
  "IngressClassParams",
  "NodeClass",
  "NodePool",
  "PriorityClass",
  "ClusterRole",
  "ClusterRoleBinding",
  "CustomResourceDefinition",
]);

/** `Deployment` for `kubernetes:apps/v1:Deployment`. */
export function kindOf(type: string): string {
  return type.slice(type.lastIndexOf(":") + 1);
}

/** `apps/v1` for `kubernetes:apps/v1:Deployment`. */
export function apiVersionOf(type: string): string {
  const [, module = ""] = type.split(":");
  return module.replace(/^core\//, "");
}

export function isClusterWide(type: string): boolean {
  return clusterWide.has(kindOf(type));
}

export function metadataOf(object: Props): Props {
  return block(object["metadata"]);
}

export function specOf(object: Props): Props {
  return block(object["spec"]);
}

export function isAutonamed(object: Props): boolean {
  return block(metadataOf(object)["annotations"])["pulumi.com/autonamed"] === "true";
}

export function namespaceOf(object: Props): string {
  return text(metadataOf(object)["namespace"]) ?? "default";
}

export function nameOf(object: Props): string {
  return text(metadataOf(object)["name"]) ?? "";
}

/** The id of an object of `type`: what it is found by in its cluster. */
export function identityOf(type: string, object: Props): string {
  return isClusterWide(type) ? nameOf(object) : `${namespaceOf(object)}/${nameOf(object)}`;
}

/** Which cluster a provider leads to; undefined when nothing says so, which is the current one of the kubeconfig. */
export function clusterOf(config: Props): string | undefined {
  const words = ["clusterIdentifier", "context"].flatMap((key) => text(config[key]) ?? []);
  return words.length === 0 ? text(config["kubeconfig"]) : words.join(" ");
}

/** The value at `path`, such as `template.spec`. */
export function at(object: Value | undefined, path: string): Value | undefined {
  return path.split(".").reduce<Value | undefined>((value, key) => block(value)[key], object);
}
