import { expect, test } from "@jest/globals";
import { CloudStore } from "../../../rehearsal/cloud/store";
import { compare } from "../../../rehearsal/recovery/comparison";
import type { StateResource } from "../../../rehearsal/recovery/stack-state";
import { temporaryFile } from "../cloud/support/aws";

const identity = { project: "shop", stack: "dev" };
const GROUP = "aws:cloudwatch/logGroup:LogGroup";

const resource = (name: string, more: Partial<StateResource> = {}): StateResource => ({
  urn: `urn:pulumi:dev::shop::${GROUP}::${name}`,
  type: GROUP,
  custom: true,
  id: name,
  ...more,
});

function cloudWith(...objects: readonly (readonly [urn: string, id: string, region?: string])[]): CloudStore {
  const store = new CloudStore(temporaryFile("account.jsonl"));
  for (const [urn, id, region = "eu-west-1"] of objects) {
    store.put({ urn, type: GROUP, id, region, inputs: {}, outputs: {} });
  }
  return store;
}

function compared(resources: readonly StateResource[], cloud: CloudStore) {
  const { matched, missing, strays } = compare({ resources, pending: [] }, cloud, identity);
  return {
    matched: matched.map(({ id, region }) => `${id} ${region ?? ""}`),
    missing: missing.map(({ urn }) => urn),
    strays: strays.map(({ id, region }) => `${id} ${region ?? ""}`),
  };
}

test("what both have matches by id, also after its URN has changed", () => {
  const { urn } = resource("logs");
  expect(compared([resource("logs")], cloudWith([urn, "logs"]))).toEqual({
    matched: ["logs eu-west-1"],
    missing: [],
    strays: [],
  });
  expect(compared([resource("renamed", { id: "logs" })], cloudWith([urn, "logs"])).strays).toEqual([]);
});

test("what only one of them has is missing or stray, also where regions share a name", () => {
  const [here, there] = [resource("here"), resource("there")];
  const cloud = cloudWith([here.urn, "logs", "eu-west-1"], [there.urn, "logs", "us-east-1"]);
  expect(compared([{ ...there, id: "logs" }], cloud)).toEqual({
    matched: ["logs us-east-1"],
    missing: [],
    strays: ["logs eu-west-1"],
  });
  expect(compared([here, resource("gone")], cloudWith([here.urn, "here"])).missing).toEqual([
    resource("gone").urn,
  ]);
});

test("other stacks, components, generated values and what is only read are no concern", () => {
  const cloud = cloudWith(["urn:pulumi:prod::shop::aws:x::logs", "logs"]);
  const others = [
    resource("read", { external: true }),
    resource("component", { custom: false }),
    resource("password", { type: "random:index/randomPassword:RandomPassword" }),
    resource("provider", { type: "pulumi:providers:aws" }),
  ];
  expect(compared(others, cloud)).toEqual({ matched: [], missing: [], strays: [] });
});

test("the resource that stays has an id before the one that goes", () => {
  const old = resource("logs", { delete: true });
  const cloud = cloudWith([old.urn, "logs"]);
  expect(compare({ resources: [old, resource("logs")], pending: [] }, cloud, identity).missing).toEqual([
    old,
  ]);
});

test("what waits for its successor is deleted: the object of its id is another one", () => {
  const waiting = resource("role", { pendingReplacement: true });
  expect(compared([waiting], cloudWith([waiting.urn, "role"]))).toEqual({
    matched: [],
    missing: [],
    strays: ["role eu-west-1"],
  });
});
