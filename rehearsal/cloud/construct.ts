/** A remote component: registered with the engine's monitor, and its children after it, by this cloud itself. */
import * as grpc from "@grpc/grpc-js";
import { ConstructResponse, type ConstructRequest } from "@pulumi/pulumi/proto/provider_pb";
import { ResourceMonitorClient } from "@pulumi/pulumi/proto/resource_grpc_pb";
import { RegisterResourceRequest, type RegisterResourceResponse } from "@pulumi/pulumi/proto/resource_pb";
import type { CloudPackage, DeclaredChild, RemoteComponent } from "./package";
import {
  decode,
  encode,
  hasUnknown,
  resourceReference,
  reveal,
  UNKNOWN,
  type Props,
  type Value,
} from "./wire";

/**
 * @param config of the provider that the component was given.
 * @returns the component's URN and, as `resources`, references to its children; they are unknown where its inputs are.
 */
export async function construct(
  cloud: Pick<CloudPackage, "name" | "version">,
  component: RemoteComponent,
  message: ConstructRequest,
  config: Props,
): Promise<ConstructResponse> {
  const monitor = new ResourceMonitorClient(message.getMonitorendpoint(), grpc.credentials.createInsecure(), {
    "grpc.max_receive_message_length": -1,
  });
  try {
    const itself = await register(monitor, componentRequest(message));
    const inputs = decode(message.getInputs());
    const resources = hasUnknown(inputs)
      ? UNKNOWN
      : await registerChildren(await component(message.getName(), reveal(inputs), config), (child, after) =>
          register(monitor, childRequest(cloud, message, itself.getUrn(), child, after)),
        );
    const response = new ConstructResponse();
    response.setUrn(itself.getUrn());
    response.setState(encode({ resources }));
    return response;
  } finally {
    monitor.close();
  }
}

/** @returns a reference to each, in their order; those that wait for others are registered after them. */
async function registerChildren(
  children: readonly DeclaredChild[],
  registered: (child: DeclaredChild, after: readonly string[]) => Promise<RegisterResourceResponse>,
): Promise<Value> {
  const begun: Promise<RegisterResourceResponse>[] = [];
  for (const child of children) {
    const before = child.after.flatMap((at) => begun[at] ?? []);
    begun.push(
      Promise.all(before).then((ended) =>
        registered(
          child,
          ended.map((response) => response.getUrn()),
        ),
      ),
    );
  }
  const ended = await Promise.all(begun);
  return ended.map((response) => resourceReference(response.getUrn(), response.getId()));
}

function componentRequest(message: ConstructRequest): RegisterResourceRequest {
  const request = new RegisterResourceRequest();
  request.setType(message.getType());
  request.setName(message.getName());
  request.setParent(message.getParent());
  request.setCustom(false);
  request.setObject(encode({}));
  request.setProtect(message.getProtect() ?? false);
  request.setDependenciesList(message.getDependenciesList());
  request.setAliasesList(message.getAliasesList());
  request.setAliasspecs(true);
  for (const [name, reference] of message.getProvidersMap().entries())
    request.getProvidersMap().set(name, reference);
  return accepting(request);
}

function childRequest(
  { name, version }: Pick<CloudPackage, "name" | "version">,
  message: ConstructRequest,
  parent: string,
  child: DeclaredChild,
  after: readonly string[],
): RegisterResourceRequest {
  const request = new RegisterResourceRequest();
  request.setType(child.type);
  request.setName(child.name);
  request.setParent(parent);
  request.setCustom(true);
  request.setObject(encode(child.inputs));
  request.setProtect(message.getProtect() ?? false);
  request.setDependenciesList([...after]);
  request.setProvider(message.getProvidersMap().get(name) ?? "");
  request.setVersion(version);
  return accepting(request);
}

function accepting(request: RegisterResourceRequest): RegisterResourceRequest {
  request.setAcceptsecrets(true);
  request.setAcceptresources(true);
  request.setSupportspartialvalues(true);
  return request;
}

function register(
  monitor: ResourceMonitorClient,
  request: RegisterResourceRequest,
): Promise<RegisterResourceResponse> {
  return new Promise((resolve, reject) => {
    monitor.registerResource(request, (error, response) => {
      if (error) reject(error);
      else resolve(response);
    });
  });
}
