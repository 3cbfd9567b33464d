/** Answers the engine with what the fixtures file holds, or refuses and says how to list it there. */
import * as rpc from "@pulumi/pulumi/proto/provider_pb";
import { answerOf, existingResource, FIXTURES_FILE, type Fixtures } from "./fixtures";
import { Refusal } from "./package";
import { decode, encode, reveal } from "./wire";

export function lookUp(
  packageName: string,
  fixtures: Fixtures,
  message: rpc.InvokeRequest,
): rpc.InvokeResponse {
  const name = message.getTok();
  const answer = answerOf(fixtures, name, reveal(decode(message.getArgs())));
  if (answer === undefined) {
    throw new Refusal(
      `${packageName}: the rehearsal cloud refuses the look-up ${name}: a program that looks things up cannot be ` +
        "previewed without credentials; pass the value in configuration, or answer the function in " +
        `${FIXTURES_FILE} beside Pulumi.yaml`,
    );
  }
  const response = new rpc.InvokeResponse();
  response.setReturn(encode(answer));
  return response;
}

/** Reads what the program did not make, as `X.get` does. */
export function readExisting(
  packageName: string,
  fixtures: Fixtures,
  type: string,
  id: string,
): rpc.ReadResponse {
  const properties = existingResource(fixtures, type, id);
  if (properties === undefined) {
    throw new Refusal(
      `${packageName}: the rehearsal cloud has no ${type} with the id ${id}: its account holds what was rehearsed in ` +
        `it and nothing else; list the resource in ${FIXTURES_FILE} beside Pulumi.yaml`,
    );
  }
  const response = new rpc.ReadResponse();
  response.setId(id);
  response.setInputs(encode(properties));
  response.setProperties(encode(properties));
  return response;
}
