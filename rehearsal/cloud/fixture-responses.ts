/** Answers the engine with what the fixtures file holds, or refuses and says how to list it there. */
import * as rpc from "@pulumi/pulumi/proto/provider_pb";
import { answerOf, FIXTURES_FILE, type Fixtures } from "./fixtures";
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

/** For `X.get` and `import` of what neither the account has nor the fixtures list. */
export function notThere(
  packageName: string,
  { type, id }: { readonly type: string; readonly id: string },
): Refusal {
  return new Refusal(
    `${packageName}: the rehearsal cloud has no ${type} with the id ${id}: its account holds what was rehearsed in ` +
      `it and nothing else; list the resource in ${FIXTURES_FILE} beside Pulumi.yaml`,
  );
}
