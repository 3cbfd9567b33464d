/**
 * Serves a package of the rehearsal cloud to the Pulumi engine: the gRPC side of the provider protocol.
 *
 * One server answers for every explicit provider of its package. The engine opens one connection for each
 * provider instance and requests do not name the instance, so its settings are looked up by connection.
 */
import { isDeepStrictEqual } from "node:util";
import * as grpc from "@grpc/grpc-js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as rpc from "@pulumi/pulumi/proto/provider_pb";
import { type PluginAttach, PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { nameOf, Refusal, type CloudPackage, type ExistingResourceRequest } from "./package";
import { construct } from "./construct";
import { EngineLog } from "./engine-log";
import { lookUp, notThere } from "./fixture-responses";
import { existingResource, noFixtures, type Fixtures } from "./fixtures";
import { checkResponse, diffResponse, readResponse } from "./responses";
import { decode, encode, reveal, type Props } from "./wire";

export interface ServedPackage {
  readonly name: string;
  readonly port: number;
  close(): void;
}

/** Listens on a free loopback port. `latencyMs` delays every change, to be interrupted in the middle. */
export async function serve(
  cloud: CloudPackage,
  latencyMs = 0,
  fixtures: Fixtures = noFixtures,
): Promise<ServedPackage> {
  const server = new grpc.Server({
    "grpc.max_receive_message_length": -1,
    "grpc.max_send_message_length": -1,
  });
  const log = new EngineLog();
  server.addService(ResourceProviderService, handlers(cloud, latencyMs, fixtures, log));
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) => {
      if (error) reject(error);
      else resolve(bound);
    });
  });
  return {
    name: cloud.name,
    port,
    close: () => {
      log.close();
      server.forceShutdown();
    },
  };
}

type Handler<Req, Res> = (request: Req, peer: string) => Res | Promise<Res>;

function unary<Req, Res>(handler: Handler<Req, Res>): grpc.handleUnaryCall<Req, Res> {
  return (call, reply) => {
    Promise.resolve()
      .then(() => handler(call.request, call.getPeer()))
      .then(
        (response) => {
          reply(null, response);
        },
        (error: unknown) => {
          const message = error instanceof Refusal ? error.message : `rehearsal cloud: ${describe(error)}`;
          reply({ code: grpc.status.UNKNOWN, details: message });
        },
      );
  };
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function handlers(
  cloud: CloudPackage,
  latencyMs: number,
  fixtures: Fixtures,
  log: EngineLog,
): grpc.UntypedServiceImplementation {
  const configByPeer = new Map<string, Props>();
  const pause = () => new Promise((resolve) => setTimeout(resolve, latencyMs));

  function request(message: { getUrn(): string }, peer: string) {
    const urn = message.getUrn();
    const type = urn.split("::")[2]?.split("$").pop() ?? "";
    return { urn, type, name: nameOf(urn), config: configByPeer.get(peer) ?? {} };
  }

  function existing(message: rpc.DiffRequest | rpc.UpdateRequest, peer: string): ExistingResourceRequest {
    return {
      ...request(message, peer),
      id: message.getId(),
      inputs: decode(message.getNews()),
      oldInputs: decode(message.getOldInputs()),
      oldOutputs: decode(message.getOlds()),
      preview: message instanceof rpc.UpdateRequest && message.getPreview(),
    };
  }

  return {
    handshake: unary(() => {
      const response = new rpc.ProviderHandshakeResponse();
      response.setAcceptSecrets(true);
      return response;
    }),
    getPluginInfo: unary(() => {
      const info = new PluginInfo();
      info.setVersion(cloud.version);
      return info;
    }),
    attach: unary((message: PluginAttach) => log.attach(message)),
    cancel: unary(() => new Empty()),
    getMapping: unary(() => new rpc.GetMappingResponse()),
    getMappings: unary(() => new rpc.GetMappingsResponse()),
    getSchema: unary(() => refuse(cloud, "has no schema to give; the types are those of the installed SDK")),
    construct: unary((message: rpc.ConstructRequest, peer) => {
      const component = cloud.components?.[message.getType()];
      if (!component) return refuse(cloud, `has no remote component ${message.getType()}`);
      return construct(cloud, component, message, configByPeer.get(peer) ?? {});
    }),
    call: unary((message: rpc.CallRequest) => refuse(cloud, `has no method ${message.getTok()}`)),
    invoke: unary(async (message: rpc.InvokeRequest, peer) => {
      const known = cloud.localFunctions?.[message.getTok()];
      const answer = await known?.(reveal(decode(message.getArgs())), configByPeer.get(peer) ?? {});
      if (answer === undefined) return lookUp(cloud.name, fixtures, message);
      const response = new rpc.InvokeResponse();
      response.setReturn(encode(answer));
      return response;
    }),
    checkConfig: unary((message: rpc.CheckRequest) => {
      const config = decode(message.getNews());
      return checkResponse(config, cloud.checkConfig?.(reveal(config)) ?? []);
    }),
    diffConfig: unary((message: rpc.DiffRequest) => {
      const [before, after] = [decode(message.getOlds()), decode(message.getNews())];
      const changed = changedKeys(before, after);
      const replaceOn = changed.filter((key) => key === "region");
      return diffResponse({ changed, replaceOn, deleteBeforeReplace: false });
    }),
    configure: unary((message: rpc.ConfigureRequest, peer) => {
      configByPeer.set(peer, reveal(decode(message.getArgs())));
      const response = new rpc.ConfigureResponse();
      response.setAcceptsecrets(true);
      response.setSupportspreview(true);
      return response;
    }),
    check: unary((message: rpc.CheckRequest, peer) => {
      const olds = message.getOlds();
      const { inputs, failures } = cloud.check({
        ...request(message, peer),
        inputs: decode(message.getNews()),
        ...(olds && { oldInputs: decode(olds) }),
        randomSeed: message.getRandomseed_asU8(),
        preview: true,
      });
      return checkResponse(inputs, failures);
    }),
    diff: unary(async (message: rpc.DiffRequest, peer) => {
      const asked = existing(message, peer);
      const difference = cloud.diff(asked);
      if (difference.warning !== undefined) await log.warn(asked.urn, [difference.warning]);
      return diffResponse(difference);
    }),
    create: unary(async (message: rpc.CreateRequest, peer) => {
      const preview = message.getPreview();
      const asked = { ...request(message, peer), inputs: decode(message.getProperties()), preview };
      const { id, outputs } = await cloud.create(asked);
      await log.warn(asked.urn, cloud.notices?.(asked) ?? []);
      // The pause comes after the act: an engine killed meanwhile never learns what was created.
      if (!preview) await pause();
      const response = new rpc.CreateResponse();
      response.setId(id);
      response.setProperties(encode(outputs));
      return response;
    }),
    read: unary((message: rpc.ReadRequest, peer) => {
      const inputs = decode(message.getInputs());
      const oldOutputs = decode(message.getProperties());
      const wanted = { ...request(message, peer), id: message.getId() };
      // `X.get` and `import` know nothing but the id: what they mean was there before the program.
      const isFirst = Object.keys(inputs).length + Object.keys(oldOutputs).length === 0;
      if (isFirst) cloud.setExisting?.(wanted, existingResource(fixtures, wanted.type, wanted.id));
      const found = cloud.read({ ...wanted, inputs, oldInputs: inputs, oldOutputs, preview: false });
      if (!found && isFirst) throw notThere(cloud.name, wanted);
      return readResponse(found);
    }),
    update: unary(async (message: rpc.UpdateRequest, peer) => {
      const asked = existing(message, peer);
      const outputs = await cloud.update(asked);
      await log.warn(asked.urn, [...(cloud.notices?.(asked) ?? []), ...(cloud.warnings?.(asked) ?? [])]);
      if (!message.getPreview()) await pause();
      const response = new rpc.UpdateResponse();
      response.setProperties(encode(outputs));
      return response;
    }),
    delete: unary(async (message: rpc.DeleteRequest, peer) => {
      cloud.delete({
        ...request(message, peer),
        id: message.getId(),
        oldInputs: decode(message.getOldInputs()),
        oldOutputs: decode(message.getProperties()),
      });
      await pause();
      return new Empty();
    }),
  };
}

function refuse(cloud: CloudPackage, what: string): never {
  throw new Refusal(`${cloud.name}: the rehearsal cloud ${what}`);
}

/** Names of the properties that differ, secrets compared by what they hold. */
export function changedKeys(before: Props, after: Props): string[] {
  const [old, next] = [reveal(before), reveal(after)];
  const keys = new Set([...Object.keys(old), ...Object.keys(next)]);
  return [...keys].filter((key) => !isDeepStrictEqual(old[key], next[key]));
}
