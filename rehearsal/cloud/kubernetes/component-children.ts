/** The objects of a component as resources: what they are called, where they live, and which come first. */
import { Refusal, type DeclaredChild } from "../package";
import { block, blocks, text } from "../values";
import { isObject, secret, type Props, type Value } from "../wire";
import { isClusterWide, kindOf, metadataOf, nameOf } from "./object";

/** https://kubernetes.io/docs/reference/config-api and kpt's annotation, which the provider reads. */
const DEPENDS_ON = "config.kubernetes.io/depends-on";
const SKIP_AWAIT = "pulumi.com/skipAwait";

/** The namespace of objects that name none: the component's, else the provider's. */
export function namespaceFor(inputs: Props, config: Props): string {
  return text(inputs["namespace"]) ?? text(config["namespace"]) ?? "default";
}

/**
 * @param name of the component: the prefix of its children's names, unless it was given another.
 * @throws {Refusal} for an object without kind, API version or name.
 */
export function childrenOf(
  name: string,
  inputs: Props,
  config: Props,
  objects: readonly Value[],
): readonly DeclaredChild[] {
  const prefix = text(inputs["resourcePrefix"]) ?? name;
  const namespace = namespaceFor(inputs, config);
  const found = objects.flatMap(withoutLists).map((object) => placed(object, namespace));
  return inOrder(found).map(({ object, after }) => ({
    type: typeOf(object),
    name: `${prefix === "" ? "" : `${prefix}:`}${addressOf(object)}`,
    inputs: marked(object, inputs["skipAwait"] === true),
    after,
  }));
}

/** A List stands for its items: the API server knows no lists. */
function withoutLists(object: Value): readonly Props[] {
  if (!isObject(object)) throw new Refusal(`kubernetes: a manifest must hold objects, got ${shown(object)}`);
  return Array.isArray(object["items"]) && (text(object["kind"]) ?? "").endsWith("List")
    ? blocks(object["items"]).flatMap(withoutLists)
    : [object];
}

function placed(object: Props, namespace: string): Props {
  const missing = ["kind", "apiVersion"].filter((key) => text(object[key]) === undefined);
  if (nameOf(object) === "") missing.push("metadata.name");
  if (missing.length > 0)
    throw new Refusal(`kubernetes: an object must have ${missing.join(" and ")}, got ${shown(object)}`);
  const apiVersion = text(object["apiVersion"])?.replace(/^core\//, "") ?? "";
  const whereabouts: Props = isClusterWide(typeOf(object)) ? {} : { namespace };
  return { ...object, apiVersion, metadata: { ...whereabouts, ...metadataOf(object) } };
}

function shown(value: Value): string {
  const written = JSON.stringify(value);
  return written.length > 100 ? `${written.slice(0, 97)}...` : written;
}

function typeOf(object: Props): string {
  const [group, version] = (text(object["apiVersion"]) ?? "").split("/");
  return `kubernetes:${version === undefined ? `core/${group}` : `${group}/${version}`}:${text(object["kind"])}`;
}

/** `namespace/name`, or the name of what lives in none. */
function addressOf(object: Props): string {
  const { namespace } = metadataOf(object);
  return text(namespace) === undefined ? nameOf(object) : `${text(namespace)}/${nameOf(object)}`;
}

function marked(object: Props, skipAwait: boolean): Props {
  const metadata = metadataOf(object);
  const annotations = { ...block(metadata["annotations"]), [SKIP_AWAIT]: "true" };
  const hidden = typeOf(object) === "kubernetes:core/v1:Secret" ? ["data", "stringData"] : [];
  return Object.fromEntries(
    Object.entries({ ...object, ...(skipAwait && { metadata: { ...metadata, annotations } }) }).map(
      ([key, value]) => [key, hidden.includes(key) ? secret(value) : value],
    ),
  );
}

interface Ordered {
  readonly object: Props;
  readonly after: readonly number[];
}

/**
 * Namespaces before what lives in them, definitions before their objects, and what the annotation asks for.
 * @throws {Refusal} where they wait for each other.
 */
function inOrder(objects: readonly Props[]): readonly Ordered[] {
  const waits = new Map(
    objects.map((object) => [object, objects.filter((other) => precedes(other, object))]),
  );
  const done: Props[] = [];
  while (done.length < objects.length) {
    const next = objects.filter(
      (object) => !done.includes(object) && waits.get(object)?.every((other) => done.includes(other)),
    );
    if (next.length === 0) throw new Refusal(`kubernetes: ${DEPENDS_ON} of objects leads in a circle`);
    done.push(...next);
  }
  return done.map((object) => ({
    object,
    after: (waits.get(object) ?? []).map((other) => done.indexOf(other)),
  }));
}

function precedes(first: Props, second: Props): boolean {
  if (first === second) return false;
  const [kind, { namespace, annotations }] = [kindOf(typeOf(first)), metadataOf(second)];
  const { group, names } = block(first["spec"]);
  return (
    (kind === "Namespace" && namespace === nameOf(first)) ||
    (kind === "CustomResourceDefinition" &&
      block(names)["kind"] === second["kind"] &&
      group === groupOf(second)) ||
    (text(block(annotations)[DEPENDS_ON]) ?? "")
      .split(",")
      .some((reference) => reference.trim() === referenceTo(first))
  );
}

function groupOf(object: Props): string {
  const apiVersion = text(object["apiVersion"]) ?? "";
  return apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "";
}

/** `group/namespaces/namespace/kind/name`, as the annotation writes it; without the middle for what is cluster-wide. */
function referenceTo(object: Props): string {
  const namespace = text(metadataOf(object)["namespace"]);
  const place = namespace === undefined ? [] : ["namespaces", namespace];
  return [groupOf(object), ...place, text(object["kind"]), nameOf(object)].join("/");
}
