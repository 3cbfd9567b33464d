import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import * as grpc from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { type LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";
import { PluginAttach } from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as rpc from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { awsPackage } from "../../../rehearsal/cloud/aws/package";
import { types } from "../../../rehearsal/cloud/aws/type-tokens";
import { serve, type ServedPackage } from "../../../rehearsal/cloud/provider";
import { CloudStore } from "../../../rehearsal/cloud/store";
import { encode, type Props } from "../../../rehearsal/cloud/wire";
import { temporaryFile } from "./support/aws";

let engine: grpc.Server;
let cloud: ServedPackage;
let provider: ResourceProviderClient;
const heard: LogRequest.AsObject[] = [];

const listen = (server: grpc.Server) =>
  new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
      if (error) reject(error);
      else resolve(port);
    });
  });

type Reply = (error: grpc.ServiceError | null) => void;
const call = (invoke: (reply: Reply) => unknown) =>
  new Promise<void>((resolve, reject) => {
    invoke((error) => {
      if (error) reject(error);
      else resolve();
    });
  });

/** Asks for a change in a preview, which needs no resource to be there. */
async function change(type: string, before: Props, after: Props): Promise<string> {
  const urn = `urn:pulumi:test::project::${type}::store`;
  const request = new rpc.UpdateRequest();
  request.setUrn(urn);
  request.setId("store");
  request.setOldInputs(encode(before));
  request.setOlds(encode(before));
  request.setNews(encode(after));
  request.setPreview(true);
  await call((reply) => provider.update(request, reply));
  return urn;
}

beforeAll(async () => {
  engine = new grpc.Server();
  engine.addService(EngineService, {
    log: (request: { readonly request: LogRequest }, reply: grpc.sendUnaryData<Empty>) => {
      heard.push(request.request.toObject());
      reply(null, new Empty());
    },
  });
  const address = `127.0.0.1:${await listen(engine)}`;
  cloud = await serve(awsPackage(new CloudStore(temporaryFile("account.jsonl")), "7.48.0"));
  provider = new ResourceProviderClient(`127.0.0.1:${cloud.port}`, grpc.credentials.createInsecure());
  const attach = new PluginAttach();
  attach.setAddress(address);
  await call((reply) => provider.attach(attach, reply));
});

afterAll(() => {
  provider.close();
  cloud.close();
  engine.forceShutdown();
});

beforeEach(() => {
  heard.length = 0;
});

const database = { engine: "postgres", engineVersion: "17", instanceClass: "db.m7g.large", multiAz: true };

describe("a change that AWS puts off until the maintenance window", () => {
  test.each([
    [
      types.dbInstance,
      database,
      { instanceClass: "db.m7g.xlarge", engineVersion: "18" },
      "engineVersion, instanceClass",
    ],
    [
      types.dbCluster,
      { dbClusterInstanceClass: "db.m6gd.large" },
      { dbClusterInstanceClass: "db.m6gd.xlarge" },
      "dbClusterInstanceClass",
    ],
    [types.replicationGroup, { nodeType: "cache.r7g.large" }, { nodeType: "cache.r7g.xlarge" }, "nodeType"],
  ])("of %s is warned of", async (type, before, changes, waiting) => {
    const urn = await change(type, before, { ...before, ...changes });
    expect(heard).toMatchObject([{ urn, severity: LogSeverity.WARNING }]);
    expect(heard[0]?.message).toContain(
      `${waiting} will not have changed when this update ends: AWS waits for the maintenance window, unless applyImmediately is set\n  see https://docs.aws.amazon.com/`,
    );
  });

  test.each([
    ["that is to be applied immediately", { instanceClass: "db.m7g.xlarge", applyImmediately: true }],
    ["that interrupts nothing", { backupRetentionPeriod: 14 }],
  ])("is no one %s", async (_, changes) => {
    await change(types.dbInstance, database, { ...database, ...changes });
    expect(heard).toEqual([]);
  });
});

test("an engine that is gone stops no change", async () => {
  const attach = new PluginAttach();
  attach.setAddress("127.0.0.1:1");
  await call((reply) => provider.attach(attach, reply));
  await change(types.dbInstance, database, { ...database, instanceClass: "db.m7g.xlarge" });
  expect(heard).toEqual([]);
});
