/** Answers of the cloud as messages of the provider protocol. */
import * as rpc from "@pulumi/pulumi/proto/provider_pb";
import type { CheckFailure, CloudPackage } from "./package";
import { encode, type Props } from "./wire";

export function checkResponse(inputs: Props, failures: readonly CheckFailure[]): rpc.CheckResponse {
  const response = new rpc.CheckResponse();
  response.setInputs(encode(inputs));
  response.setFailuresList(
    failures.map(({ property, reason }) => {
      const failure = new rpc.CheckFailure();
      failure.setProperty(property);
      failure.setReason(reason);
      return failure;
    }),
  );
  return response;
}

export function readResponse(found: ReturnType<CloudPackage["read"]>): rpc.ReadResponse {
  const response = new rpc.ReadResponse();
  if (!found) return response;
  response.setId(found.id);
  response.setInputs(encode(found.inputs));
  response.setProperties(encode(found.outputs));
  return response;
}

export function diffResponse(diff: ReturnType<CloudPackage["diff"]>): rpc.DiffResponse {
  const { DiffChanges } = rpc.DiffResponse;
  const response = new rpc.DiffResponse();
  response.setChanges(diff.changed.length > 0 ? DiffChanges.DIFF_SOME : DiffChanges.DIFF_NONE);
  response.setDiffsList([...diff.changed]);
  response.setReplacesList([...diff.replaceOn]);
  response.setDeletebeforereplace(diff.deleteBeforeReplace);
  return response;
}
