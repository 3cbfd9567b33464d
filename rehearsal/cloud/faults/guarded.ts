import type { CloudPackage, ResourceRequest } from "../package";
import type { ApiVerb } from "./control-planes";

export type GuardedRequest = Pick<ResourceRequest, "urn" | "type" | "config" | "inputs">;

/** A package that asks before every call that its provider would make. @param before throws where the call fails. */
export function guarded(
  cloud: CloudPackage,
  before: (verb: ApiVerb, request: GuardedRequest) => void,
): CloudPackage {
  return {
    ...cloud,
    create: async (request) => {
      if (!request.preview) before("creating", request);
      return cloud.create(request);
    },
    read: (request) => {
      before("reading", request);
      return cloud.read(request);
    },
    update: async (request) => {
      if (!request.preview) before("updating", request);
      return cloud.update(request);
    },
    delete: (request) => {
      before("deleting", { ...request, inputs: request.oldInputs });
      cloud.delete(request);
    },
  };
}
