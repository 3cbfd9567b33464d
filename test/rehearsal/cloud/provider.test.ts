import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import * as grpc from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as rpc from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { awsPackage } from "../../../rehearsal/cloud/aws/package";
import { changedKeys, serve, type ServedPackage } from "../../../rehearsal/cloud/provider";
import { CloudStore } from "../../../rehearsal/cloud/store";
import { decode, encode, isSecret, secret, UNKNOWN, type Props } from "../../../rehearsal/cloud/wire";
import { temporaryFile } from "./support/aws";

const keyType = "aws:kms/key:Key";
const urn = `urn:pulumi:test::project::component$${keyType}::data`;

type Reply<T> = (error: grpc.ServiceError | null, response: T) => void;

/** One call over the wire. */
function call<T>(invoke: (reply: Reply<T>) => unknown): Promise<T> {
  return new Promise((resolve, reject) => {
    invoke((error, response) => {
      if (error) reject(error);
      else resolve(response);
    });
  });
}

/** A provider instance as the engine has it: a connection of its own. */
class Instance {
  readonly client: ResourceProviderClient;

  constructor(port: number) {
    // A channel of its own, or gRPC shares one connection between clients of the same address.
    this.client = new ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), {
      "grpc.use_local_subchannel_pool": 1,
    });
  }

  async configure(region: string): Promise<rpc.ConfigureResponse> {
    const request = new rpc.ConfigureRequest();
    request.setArgs(encode({ region }));
    return call((reply) => this.client.configure(request, reply));
  }

  async create(inputs: Props, { preview = false, type = keyType } = {}) {
    const request = new rpc.CreateRequest();
    request.setUrn(urn.replace(keyType, type));
    request.setProperties(encode(inputs));
    request.setPreview(preview);
    const response = await call<rpc.CreateResponse>((reply) => this.client.create(request, reply));
    return { id: response.getId(), outputs: decode(response.getProperties()) };
  }

  async check(type: string, inputs: Props, old?: Props) {
    const request = new rpc.CheckRequest();
    request.setUrn(urn.replace(keyType, type));
    request.setNews(encode(inputs));
    if (old) request.setOlds(encode(old));
    request.setRandomseed(new Uint8Array([1, 2, 3]));
    return call<rpc.CheckResponse>((reply) => this.client.check(request, reply));
  }
}

let store: CloudStore;
let served: ServedPackage;
let america: Instance;
let europe: Instance;

beforeAll(async () => {
  store = new CloudStore(temporaryFile("account.jsonl"));
  served = await serve(awsPackage(store, "7.48.0"));
  [america, europe] = [new Instance(served.port), new Instance(served.port)];
  await america.configure("us-east-1");
  await europe.configure("eu-west-1");
});

afterAll(() => {
  america.client.close();
  europe.client.close();
  served.close();
});

describe("a served package", () => {
  test("tells connections apart: each creates in its own region", async () => {
    const made = await Promise.all([america, europe, america].map((instance) => instance.create({})));
    expect(made.map(({ outputs }) => outputs["region"])).toEqual(["us-east-1", "eu-west-1", "us-east-1"]);
    for (const { id } of made) expect(store.catalogue.withId(keyType, id)).toHaveLength(1);
  });

  test("takes and gives secrets as secrets", async () => {
    const configured = await america.configure("us-east-1");
    expect([configured.getAcceptsecrets(), configured.getSupportspreview()]).toEqual([true, true]);
    const { outputs } = await america.create({ description: secret("quiet") });
    expect(isSecret(outputs["description"])).toBe(true);
    expect(outputs["description"]).toEqual(secret("quiet"));
  });

  test("knows nothing of the future in a preview", async () => {
    const before = [...store.all()].length;
    const { id, outputs } = await europe.create({ description: "d" }, { preview: true });
    expect(id).toBe("");
    expect(outputs).toMatchObject({ description: "d", arn: UNKNOWN, keyId: UNKNOWN, region: "eu-west-1" });
    expect([...store.all()]).toHaveLength(before);
  });

  test("refuses look-ups by name, and says what to do", async () => {
    const request = new rpc.InvokeRequest();
    request.setTok("aws:index/getAvailabilityZones:getAvailabilityZones");
    await expect(call((reply) => america.client.invoke(request, reply))).rejects.toThrow(
      "aws: the rehearsal cloud refuses the look-up aws:index/getAvailabilityZones:getAvailabilityZones: a program " +
        "that looks things up cannot be previewed without credentials; pass the value in configuration",
    );
  });

  test("answers for the prefix lists that AWS keeps in every account, and for no others", async () => {
    const ask = (name: string) => {
      const request = new rpc.InvokeRequest();
      request.setTok("aws:ec2/getManagedPrefixList:getManagedPrefixList");
      request.setArgs(encode({ name }));
      return call<rpc.InvokeResponse>((reply) => america.client.invoke(request, reply));
    };
    const answer = await ask("com.amazonaws.global.cloudfront.origin-facing");
    expect(decode(answer.getReturn())).toEqual({
      id: expect.stringMatching(/^pl-55[0-9a-f]{6}$/),
      arn: expect.stringMatching(/^arn:aws:ec2::aws:prefix-list\/pl-55[0-9a-f]{6}$/),
      name: "com.amazonaws.global.cloudfront.origin-facing",
      ownerId: "AWS",
      addressFamily: "IPv4",
      entries: [],
      maxEntries: 55,
      version: 0,
    });
    await expect(ask("offices")).rejects.toThrow("the rehearsal cloud refuses the look-up");
  });

  test("reads and answers what the fixtures list, and refuses to read what nothing made", async () => {
    const fixtures = {
      functions: [{ name: "aws:index/getRegion:getRegion", answer: { region: "eu-west-1" } }],
      resources: [{ type: keyType, id: "key-1", properties: { description: "old" } }],
    };
    const served = await serve(awsPackage(store, "7.0.0"), 0, fixtures);
    try {
      const instance = new Instance(served.port);
      await instance.configure("eu-west-1");
      const lookUp = new rpc.InvokeRequest();
      lookUp.setTok("aws:index/getRegion:getRegion");
      const answer = await call<rpc.InvokeResponse>((reply) => instance.client.invoke(lookUp, reply));
      expect(decode(answer.getReturn())).toEqual({ region: "eu-west-1" });

      const read = (id: string) => {
        const request = new rpc.ReadRequest();
        request.setUrn(urn);
        request.setId(id);
        return call<rpc.ReadResponse>((reply) => instance.client.read(request, reply));
      };
      expect(decode((await read("key-1")).getProperties())).toMatchObject({
        description: "old",
        keyId: "key-1",
      });
      await expect(read("key-2")).rejects.toThrow(
        `aws: the rehearsal cloud has no ${keyType} with the id key-2: its account holds what was rehearsed in it and nothing else; list the resource in rehearsal.yaml beside Pulumi.yaml`,
      );
      instance.client.close();
    } finally {
      served.close();
    }
  });

  test("answers a broken rule of the provider with the property, and one of AWS with its words", async () => {
    const checked = await america.check(keyType, { deletionWindowInDays: 6 });
    expect(checked.getFailuresList().map((failure) => failure.toObject())).toEqual([
      {
        property: "deletionWindowInDays",
        reason:
          "expected deletion_window_in_days to be in the range (7 - 30), got 6\n" +
          "  see https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html " +
          "(rehearsal rule key-deletion-window)",
      },
    ]);
    const { outputs } = await europe.create({});
    const alias = { name: "alias/data", targetKeyId: outputs["arn"] ?? "" };
    await expect(america.create(alias, { type: "aws:kms/alias:Alias" })).rejects.toThrow(
      /api error NotFoundException: Key 'arn:aws:kms:eu-west-1:123456789012:key\/[0-9a-f-]+' does not exist/,
    );
  });

  test("gives names from the engine's seed, and keeps the old one", async () => {
    const type = "aws:lb/loadBalancer:LoadBalancer";
    const first = decode((await america.check(type, {})).getInputs());
    expect(first["name"]).toMatch(/^data-[0-9a-f]{7}$/);
    const kept = decode(
      (
        await america.check(type, { idleTimeout: 30 }, { name: "data-0000000", __defaults: ["name"] })
      ).getInputs(),
    );
    expect(kept).toEqual({ idleTimeout: 30, name: "data-0000000", __defaults: ["name"] });
  });

  test("reads, updates and deletes what it created", async () => {
    const { id, outputs } = await europe.create({ description: "first" });

    const diff = new rpc.DiffRequest();
    diff.setUrn(urn);
    diff.setId(id);
    diff.setOldInputs(encode({ description: "first" }));
    diff.setOlds(encode(outputs));
    diff.setNews(encode({ description: "second", multiRegion: true }));
    const difference = await call<rpc.DiffResponse>((reply) => europe.client.diff(diff, reply));
    expect(difference.getChanges()).toBe(rpc.DiffResponse.DiffChanges.DIFF_SOME);
    expect(difference.getDiffsList().sort()).toEqual(["description", "multiRegion"]);
    expect(difference.getReplacesList()).toEqual(["multiRegion"]);

    const update = new rpc.UpdateRequest();
    update.setUrn(urn);
    update.setId(id);
    update.setOldInputs(encode({ description: "first" }));
    update.setOlds(encode(outputs));
    update.setNews(encode({ description: "second" }));
    await call<rpc.UpdateResponse>((reply) => europe.client.update(update, reply));

    const read = new rpc.ReadRequest();
    read.setUrn(urn);
    read.setId(id);
    read.setInputs(encode({ description: "first" }));
    read.setProperties(encode(outputs));
    const found = await call<rpc.ReadResponse>((reply) => europe.client.read(read, reply));
    expect(decode(found.getProperties())).toEqual({ ...outputs, description: "second" });

    const remove = new rpc.DeleteRequest();
    remove.setUrn(urn);
    remove.setId(id);
    remove.setProperties(encode(outputs));
    await call<Empty>((reply) => europe.client.delete(remove, reply));
    const gone = await call<rpc.ReadResponse>((reply) => europe.client.read(read, reply));
    expect(gone.getId()).toBe("");
  });

  test("wants a region, and replaces a provider whose region changes", async () => {
    const config = new rpc.CheckRequest();
    config.setNews(encode({}));
    const checked = await call<rpc.CheckResponse>((reply) => america.client.checkConfig(config, reply));
    expect(checked.getFailuresList().map((failure) => failure.getProperty())).toEqual(["region"]);

    const change = new rpc.DiffRequest();
    change.setOlds(encode({ region: "us-east-1", profile: "a" }));
    change.setNews(encode({ region: "eu-west-1", profile: "b" }));
    const diff = await call<rpc.DiffResponse>((reply) => america.client.diffConfig(change, reply));
    expect(diff.getDiffsList().sort()).toEqual(["profile", "region"]);
    expect(diff.getReplacesList()).toEqual(["region"]);
  });

  test("says what version it stands for", async () => {
    const info = await call<{ getVersion(): string }>((reply) =>
      america.client.getPluginInfo(new Empty(), reply),
    );
    expect(info.getVersion()).toBe("7.48.0");
  });

  test("answers a type that the SDK does not have with an error, and goes on", async () => {
    await expect(america.create({}, { type: "aws:nothing/thing:Thing" })).rejects.toThrow(
      "rehearsal cloud: Error: the installed @pulumi/aws has no resource type aws:nothing/thing:Thing",
    );
    await expect(america.create({})).resolves.toMatchObject({ id: expect.any(String) });
  });
});

test("a difference is told from equal values, secret or not, at any depth", () => {
  const before = { same: [1, { a: "b" }], hidden: secret("x"), gone: 1, other: 1 };
  const after = { same: [1, { a: "b" }], hidden: "x", other: 2, new: null };
  expect(changedKeys(before, after)).toEqual(["gone", "other", "new"]);
});
