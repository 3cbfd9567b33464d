/**
 * A Kubernetes API server as far as kubectl needs one for the runbooks: three nodes in three zones, and the Deployment of the
 * application, whose last revision does not come up. It takes what kubectl sends, and the Deployment follows at once.
 */
import { createServer, type IncomingMessage } from "node:http";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";

interface Item {
  readonly metadata: { readonly name: string } & Readonly<Record<string, unknown>>;
  readonly [field: string]: unknown;
}

type Body = Readonly<Record<string, unknown>>;

export const images = { good: "app:1.0.0", bad: "app:1.1.0" } as const;

const namespace = "app";
const labels = { "app.kubernetes.io/name": "app" };

const templateOf = (image: string) => ({
  metadata: { labels },
  spec: { containers: [{ name: "app", image }] },
});

const kinds = [
  { path: "/api/v1", kind: "Node", plural: "nodes", namespaced: false },
  { path: "/api/v1", kind: "Pod", plural: "pods", namespaced: true },
  { path: "/api/v1", kind: "Event", plural: "events", namespaced: true },
  { path: "/apis/apps/v1", kind: "Deployment", plural: "deployments", namespaced: true },
  { path: "/apis/apps/v1", kind: "ReplicaSet", plural: "replicasets", namespaced: true },
] as const;

export class ApiServer {
  /** Every request that may change something, as `METHOD path`. */
  readonly changes: string[] = [];
  readonly #server = createServer((request, response) => {
    void this.#answer(request).then(({ status, body }) => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    });
  });
  readonly #items = new Map<string, Map<string, Item>>();

  /** @param folder where the kubeconfig is written. @returns its path */
  async start(folder: string): Promise<string> {
    this.#fill();
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    const { port } = this.#server.address() as AddressInfo;
    const file = join(folder, "kubeconfig.json");
    writeFileSync(
      file,
      JSON.stringify({
        apiVersion: "v1",
        kind: "Config",
        "current-context": "test",
        clusters: [{ name: "test", cluster: { server: `http://127.0.0.1:${port}` } }],
        contexts: [{ name: "test", context: { cluster: "test", user: "test" } }],
        users: [{ name: "test", user: {} }],
      }),
    );
    return file;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }

  /** The image that the Deployment runs. */
  get image(): string {
    const { spec } = this.#of("deployments").get("app") as unknown as {
      spec: { template: ReturnType<typeof templateOf> };
    };
    return spec.template.spec.containers[0]?.image ?? "";
  }

  #of(plural: string): Map<string, Item> {
    const items = this.#items.get(plural) ?? new Map<string, Item>();
    this.#items.set(plural, items);
    return items;
  }

  #put(plural: string, name: string, { metadata, ...fields }: Body): void {
    this.#of(plural).set(name, {
      ...fields,
      metadata: { name, uid: `uid-of-${name}`, ...(metadata as Body) },
    });
  }

  #fill(): void {
    for (const zone of ["a", "b", "c"]) {
      this.#put("nodes", `node-${zone}`, {
        metadata: { labels: { "topology.kubernetes.io/zone": `us-east-1${zone}` } },
        spec: {},
        status: { conditions: [{ type: "Ready", status: "True" }] },
      });
      this.#put("pods", `app-${zone}`, {
        metadata: { namespace, labels, ownerReferences: ownedBy("ReplicaSet", "app-1") },
        spec: { nodeName: `node-${zone}`, containers: templateOf(images.good).spec.containers },
        status: { phase: "Running" },
      });
    }
    this.#put("events", "back-off", {
      metadata: { namespace },
      involvedObject: { kind: "Pod", name: "app-2-x", namespace },
      reason: "BackOff",
      message: `Back-off pulling image "${images.bad}"`,
      type: "Warning",
    });
    for (const [revision, image] of [images.good, images.bad].entries()) this.#revise(revision + 1, image);
    const stuck = { type: "Progressing", status: "False", reason: "ProgressDeadlineExceeded" };
    this.#deploy(2, templateOf(images.bad), { updatedReplicas: 1, conditions: [stuck] });
  }

  #revise(revision: number, image: string): void {
    this.#put("replicasets", `app-${revision}`, {
      metadata: {
        namespace,
        labels,
        annotations: { "deployment.kubernetes.io/revision": String(revision) },
        ownerReferences: ownedBy("Deployment", "app"),
      },
      spec: { replicas: 3, selector: { matchLabels: labels }, template: templateOf(image) },
    });
  }

  #deploy(generation: number, template: unknown, status: Body = {}): void {
    const replicas = 3;
    this.#put("deployments", "app", {
      metadata: {
        namespace,
        generation,
        annotations: { "deployment.kubernetes.io/revision": String(generation) },
      },
      spec: { replicas, selector: { matchLabels: labels }, template },
      status: {
        observedGeneration: generation,
        replicas,
        updatedReplicas: replicas,
        readyReplicas: replicas,
        availableReplicas: replicas,
        ...status,
      },
    });
  }

  async #answer(request: IncomingMessage): Promise<{ status: number; body: unknown }> {
    const { method = "GET" } = request;
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://api");
    if (method !== "GET") this.changes.push(`${method} ${pathname}`);
    const found = /^\/(?:api|apis\/apps)\/v1\/(?:namespaces\/app\/)?(\w+)(?:\/([\w-]+))?(\/eviction)?$/.exec(
      pathname,
    );
    if (!found) return answerTo(discovery(pathname));
    const [, plural = "", name, eviction] = found;
    const items = this.#of(plural);
    if (name === undefined) return answerTo(listOf(plural, select([...items.values()], searchParams)));
    if (eviction !== undefined) {
      items.delete(name);
      return { status: 201, body: { apiVersion: "v1", kind: "Status", status: "Success" } };
    }
    const item = items.get(name);
    if (item && method === "PATCH") this.#patch(plural, name, item, await read(request));
    return answerTo(items.has(name) ? typed(plural, items.get(name)) : undefined);
  }

  /** Strategic merge patches of fields that are no lists, and JSON patches of whole fields. */
  #patch(plural: string, name: string, item: Item, text: string): void {
    const patch = JSON.parse(text) as Body | readonly { readonly path: string; readonly value: unknown }[];
    const changes: readonly Body[] = Array.isArray(patch)
      ? ((patch as readonly { readonly path: string; readonly value: unknown }[]).map(({ path, value }) =>
          path
            .slice(1)
            .split("/")
            .reduceRight<unknown>((inner, key) => ({ [key]: inner }), value),
        ) as readonly Body[])
      : [patch as Body];
    const merged = changes.reduce<Body>((whole, change) => merge(whole, change), item);
    if (plural !== "deployments") {
      this.#put(plural, name, merged);
      return;
    }
    const { generation } = item.metadata as unknown as { readonly generation: number };
    this.#deploy(generation + 1, (merged["spec"] as Body)["template"]);
  }
}

const ownedBy = (kind: string, name: string) => [
  { apiVersion: "apps/v1", kind, name, uid: `uid-of-${name}`, controller: true },
];

/** Selectors of one label, and of the node of a pod. */
function select(items: readonly Item[], searched: URLSearchParams): readonly Item[] {
  const [label, value] = (searched.get("labelSelector") ?? "").split("=");
  const [, node] = /spec\.nodeName=([\w-]+)/.exec(searched.get("fieldSelector") ?? "") ?? [];
  return items.filter(
    ({ metadata, spec }) =>
      (label === "" || (metadata["labels"] as Body | undefined)?.[label ?? ""] === value) &&
      (node === undefined || (spec as Body)["nodeName"] === node),
  );
}

function typed(plural: string, item: Item | undefined) {
  const known = kinds.find((one) => one.plural === plural);
  return item && known && { apiVersion: known.path.replace(/^\/apis?\//, ""), kind: known.kind, ...item };
}

const listOf = (plural: string, items: readonly Item[]) => ({
  apiVersion: kinds.find((one) => one.plural === plural)?.path.replace(/^\/apis?\//, ""),
  kind: `${kinds.find((one) => one.plural === plural)?.kind ?? ""}List`,
  metadata: { resourceVersion: "1" },
  items: items.map((item) => typed(plural, item)),
});

function discovery(path: string): Body | undefined {
  if (path === "/api") return { kind: "APIVersions", versions: ["v1"] };
  if (path === "/apis") {
    const version = { groupVersion: "apps/v1", version: "v1" };
    const groups = [{ name: "apps", versions: [version], preferredVersion: version }];
    return { kind: "APIGroupList", apiVersion: "v1", groups };
  }
  const here = kinds.filter((one) => one.path === path);
  if (here.length === 0) return undefined;
  const verbs = ["get", "list", "patch", "watch", "delete", "create"];
  return {
    kind: "APIResourceList",
    apiVersion: "v1",
    groupVersion: path.replace(/^\/apis?\//, ""),
    resources: here.flatMap(({ kind, plural, namespaced }) => [
      { name: plural, singularName: kind.toLowerCase(), namespaced, kind, verbs },
      ...(kind === "Pod"
        ? [{ name: "pods/eviction", namespaced, group: "policy", version: "v1", kind: "Eviction", verbs }]
        : []),
    ]),
  };
}

const answerTo = (body: unknown) =>
  body === undefined
    ? {
        status: 404,
        body: { apiVersion: "v1", kind: "Status", status: "Failure", reason: "NotFound", code: 404 },
      }
    : { status: 200, body };

function merge(whole: unknown, change: unknown): Body {
  const [before, after] = [(whole ?? {}) as Body, change as Body];
  const isPlain = (value: unknown) => typeof value === "object" && value !== null && !Array.isArray(value);
  const merged = Object.entries(after).map(([key, value]): [string, unknown] => [
    key,
    isPlain(value) ? merge(before[key], value) : value,
  ]);
  return { ...before, ...Object.fromEntries(merged) };
}

async function read(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}
