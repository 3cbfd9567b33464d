import { describe, expect, test } from "@jest/globals";
import { kubernetesPackage } from "../../../../rehearsal/cloud/kubernetes/package";
import type { CloudPackage } from "../../../../rehearsal/cloud/package";
import { CloudStore } from "../../../../rehearsal/cloud/store";
import { secret, UNKNOWN, type Props } from "../../../../rehearsal/cloud/wire";
import { apiServer, ApiServer, kinds } from "../support/api-server";
import { temporaryFile } from "../support/aws";
import { deployment as deploymentOf } from "../support/deployment";

const deployment = "kubernetes:apps/v1:Deployment";
const labels = { app: "web" };
const spec = {
  replicas: 3,
  selector: { matchLabels: labels },
  template: { metadata: { labels }, spec: { containers: [{ name: "web", image: "web:1" }] } },
};

function cluster(): { readonly cloud: CloudPackage; readonly store: CloudStore } {
  const store = new CloudStore(temporaryFile("account.jsonl"));
  return { cloud: kubernetesPackage(store, "4.0.0", __dirname), store };
}

const request = (inputs: Props, type = deployment) => ({
  urn: `urn:pulumi:test::project::${type}::web`,
  type,
  name: "web",
  config: {},
  inputs,
  preview: false,
});

const changed = (oldInputs: Props, inputs: Props, type = deployment) => ({
  ...request(inputs, type),
  id: "default/web",
  oldInputs,
  oldOutputs: oldInputs,
});

describe("names", () => {
  const check = (inputs: Props, oldInputs?: Props) =>
    cluster().cloud.check({
      ...request(inputs),
      ...(oldInputs && { oldInputs }),
      randomSeed: new Uint8Array([1]),
    }).inputs;

  test("are made up, and marked, where there is none", () => {
    expect(check({ metadata: { labels: { app: "web" } } })).toEqual({
      metadata: {
        labels: { app: "web" },
        name: expect.stringMatching(/^web-[0-9a-f]{8}$/),
        annotations: { "pulumi.com/autonamed": "true" },
      },
    });
  });

  test("stay once they were made up", () => {
    const old = { metadata: { name: "web-1", annotations: { "pulumi.com/autonamed": "true" } } };
    expect(check({ metadata: {} }, old)).toEqual(old);
  });

  test("are the program's where it gives one, or metadata that are not known", () => {
    expect(check({ metadata: { name: "mine" } })).toEqual({ metadata: { name: "mine" } });
    expect(check({ metadata: UNKNOWN })).toEqual({ metadata: UNKNOWN });
  });
});

describe("objects", () => {
  test("get their place and birth from the server", async () => {
    const { cloud, store } = cluster();
    const { id, outputs } = await cloud.create(request({ metadata: { name: "web" }, spec }));
    expect(id).toBe("default/web");
    expect(outputs).toMatchObject({
      spec,
      status: {},
      metadata: { name: "web", namespace: "default", generation: 1, resourceVersion: "1" },
    });
    expect([...store.all()].map((object) => [object.type, object.id])).toEqual([[deployment, "default/web"]]);
  });

  test("of the whole cluster have no namespace", async () => {
    const { outputs } = await cluster().cloud.create(
      request({ metadata: { name: "shop" } }, "kubernetes:core/v1:Namespace"),
    );
    expect(outputs["metadata"]).not.toHaveProperty("namespace");
  });

  test("are not made twice under one name", async () => {
    const { cloud } = cluster();
    const inputs = { metadata: { name: "web", namespace: "shop" }, spec };
    await cloud.create(request(inputs));
    await expect(cloud.create(request(inputs))).rejects.toThrow(
      "resource shop/web was not successfully created by the Kubernetes API server: " +
        'deployments "web" already exists',
    );
    await expect(
      cloud.create(request({ ...inputs, metadata: { name: "web", namespace: "other" } })),
    ).resolves.toMatchObject({ id: "other/web" });
  });

  test("are not known before they are there", async () => {
    const { cloud, store } = cluster();
    const { id, outputs } = await cloud.create({ ...request({ metadata: { name: "web" } }), preview: true });
    expect(id).toBe("");
    expect(outputs).toMatchObject({ status: UNKNOWN, metadata: { name: "web", uid: UNKNOWN } });
    expect([...store.all()]).toEqual([]);
  });

  test("are read back with their secrets, and gone when they are gone", async () => {
    const { cloud, store } = cluster();
    const inputs = { metadata: { name: "web" }, stringData: { password: secret("hunter2") } };
    const made = await cloud.create(request(inputs, "kubernetes:core/v1:Secret"));
    const existing = {
      ...request(inputs, "kubernetes:core/v1:Secret"),
      id: made.id,
      oldInputs: inputs,
      oldOutputs: made.outputs,
    };
    expect(JSON.stringify([...store.all()])).not.toContain("hunter2");
    expect(cloud.read(existing)).toEqual({ id: made.id, inputs, outputs: made.outputs });
    cloud.delete(existing);
    expect(cloud.read(existing)).toBeUndefined();
  });
});

describe("changes", () => {
  const base = { metadata: { name: "web" }, spec };

  test("are made in place where the server allows it", async () => {
    const { cloud } = cluster();
    await cloud.create(request(base));
    const scaled = { ...base, spec: { ...spec, replicas: 5 } };
    expect(cloud.diff(changed(base, scaled))).toEqual({
      changed: ["spec"],
      replaceOn: [],
      deleteBeforeReplace: false,
    });
    expect(await cloud.update(changed(base, scaled))).toMatchObject({ spec: { replicas: 5 } });
  });

  test("replace where a field is immutable, the old one first under a fixed name", () => {
    const other = { ...base, spec: { ...spec, selector: { matchLabels: { app: "other" } } } };
    expect(cluster().cloud.diff(changed(base, other))).toEqual({
      changed: ["spec"],
      replaceOn: ["spec"],
      deleteBeforeReplace: true,
    });
    const set = "kubernetes:apps/v1:StatefulSet";
    const named = { ...base, spec: { ...spec, serviceName: "db" } };
    expect(cluster().cloud.diff(changed(base, named, set)).replaceOn).toEqual(["spec"]);
    expect(cluster().cloud.diff(changed(base, named)).replaceOn).toEqual([]);
  });

  test("replace where name or namespace change", () => {
    const moved = { ...base, metadata: { name: "web", namespace: "shop" } };
    expect(cluster().cloud.diff(changed(base, moved)).replaceOn).toEqual(["metadata"]);
    const same = { ...base, metadata: { name: "web", namespace: "default" } };
    expect(cluster().cloud.diff(changed(base, same)).replaceOn).toEqual([]);
  });
});

describe("clusters", () => {
  const shop = { metadata: { name: "shop" } };

  test("are apart from each other: one name, one object in each", async () => {
    const here = await apiServer();
    const there = new ApiServer(here.aws, here.cluster, { context: "theirs" });
    await here.create(kinds.namespace, shop);
    await there.create(kinds.namespace, shop);
    await there.delete(kinds.namespace, "shop");
    expect(here.read(kinds.namespace, "shop")?.id).toBe("shop");
    expect(there.read(kinds.namespace, "shop")).toBeUndefined();
  });

  test("cannot be reached when they are gone", async () => {
    const server = await apiServer();
    await server.aws.delete(server.cluster);
    const gone = /^configured Kubernetes cluster is unreachable: .*eks\.amazonaws\.com: no such host$/;
    await expect(server.create(kinds.namespace, shop)).rejects.toThrow(gone);
    await expect(server.update(kinds.namespace, "app", shop, shop)).rejects.toThrow(gone);
    await expect(server.delete(kinds.namespace, "app")).rejects.toThrow(gone);
    expect(() => server.read(kinds.namespace, "app")).toThrow(gone);
  });

  test("of others are taken at their word: what is in them is not known", async () => {
    const { aws, cluster } = await apiServer();
    const theirs = new ApiServer(aws, cluster, { context: "theirs" });
    const pod = { serviceAccountName: "web", volumes: [{ name: "s", configMap: { name: "settings" } }] };
    await expect(theirs.create(kinds.deployment, deploymentOf({ pod }))).resolves.toMatchObject({
      status: {},
    });
    await expect(theirs.create(kinds.theirBinding, { metadata: { name: "web" } })).resolves.toBeDefined();
  });

  test("make a load balancer for an Ingress", async () => {
    const server = await apiServer();
    const made = await server.create(kinds.ingress, {
      metadata: { name: "web", namespace: "app" },
      spec: {},
    });
    expect(made["status"]).toEqual({
      loadBalancer: {
        ingress: [
          {
            hostname: expect.stringMatching(/^k8s-app-web-[0-9a-f]{10}-\d+\.us-east-1\.elb\.amazonaws\.com$/),
          },
        ],
      },
    });
  });
});

describe("contents", () => {
  const map = (name: string, host: string) => ({ metadata: { name }, data: { HOST: host } });
  const configMap = kinds.configMap;

  test("are replaced, the old ones last when the new ones have a name of their own", () => {
    const { cloud } = cluster();
    expect(cloud.diff(changed(map("env-1", "a"), map("env-2", "b"), configMap))).toEqual({
      changed: ["metadata", "data"],
      replaceOn: ["metadata", "data"],
      deleteBeforeReplace: false,
    });
    expect(cloud.diff(changed(map("env", "a"), map("env", "b"), configMap))).toEqual({
      changed: ["data"],
      replaceOn: ["data"],
      deleteBeforeReplace: true,
    });
  });
});
