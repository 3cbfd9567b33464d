/** What the cloud has to say to people, told to the engine that asked, which shows it beside the resource. */
import * as grpc from "@grpc/grpc-js";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";
import type { PluginAttach } from "@pulumi/pulumi/proto/plugin_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";

/** The engine that attached to the cloud. */
export class EngineLog {
  #client: EngineClient | undefined;

  /** The engine tells where it listens when it attaches. */
  attach(message: PluginAttach): Empty {
    this.#client?.close();
    this.#client = new EngineClient(message.getAddress(), grpc.credentials.createInsecure());
    return new Empty();
  }

  /** Shows warnings beside the resource; an engine that is gone has nobody to show them to. */
  async warn(urn: string, messages: readonly string[]): Promise<void> {
    const client = this.#client;
    if (!client) return;
    for (const message of messages) {
      const request = new LogRequest();
      request.setSeverity(LogSeverity.WARNING);
      request.setUrn(urn);
      request.setMessage(message);
      await new Promise<void>((resolve) => {
        client.log(request, () => {
          resolve();
        });
      });
    }
  }

  close(): void {
    this.#client?.close();
  }
}
