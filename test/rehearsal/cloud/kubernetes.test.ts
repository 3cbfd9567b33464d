import { describe, expect, test } from "@jest/globals";
import { kubernetesPackage } from "../../../rehearsal/cloud/kubernetes";
import type { CloudPackage } from "../../../rehearsal/cloud/package";
import { CloudStore } from "../../../rehearsal/cloud/store";
import { secret, UNKNOWN, type Props } from "../../../rehearsal/cloud/wire";
import { temporaryFile } from "./support/aws";

const deployment = "kubernetes:apps/v1:Deployment";
const spec = { replicas: 3, selector: { matchLabels: { app: "web" } } };

function cluster(): { readonly cloud: CloudPackage; readonly store: CloudStore } {
  const store = new CloudStore(temporaryFile("account.jsonl"));
  return { cloud: kubernetesPackage(store, "4.0.0"), store };
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
