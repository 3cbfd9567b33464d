import { setTimeout as wait } from "node:timers/promises";

const authorization = (service: string): string =>
  `AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=none`;

/** Calls a service of moto's whose calls are forms. @returns XML. @throws {Error} with what moto refused. */
export async function callMoto(
  endpoint: string,
  service: string,
  parameters: Readonly<Record<string, string>>,
): Promise<string> {
  return post(endpoint, { authorization: authorization(service) }, String(new URLSearchParams(parameters)), {
    "content-type": "application/x-www-form-urlencoded",
  });
}

/** Puts a secret into moto. @returns its ARN */
export async function createSecret(endpoint: string, name: string, value: string): Promise<string> {
  const body = JSON.stringify({ Name: name, SecretString: value, ClientRequestToken: name.padEnd(32, "0") });
  const answer = await post(endpoint, { authorization: authorization("secretsmanager") }, body, {
    "content-type": "application/x-amz-json-1.1",
    "x-amz-target": "secretsmanager.CreateSecret",
  });
  return (JSON.parse(answer) as { ARN: string }).ARN;
}

async function post(endpoint: string, auth: object, body: string, headers: object): Promise<string> {
  const answer = await fetch(endpoint, { method: "POST", body, headers: { ...auth, ...headers } });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`moto answered ${answer.status}: ${text}`);
  return text;
}

/** Waits until moto serves. @throws {Error} after half a minute. */
export async function motoAnswers(endpoint: string): Promise<void> {
  for (const end = Date.now() + 30_000; Date.now() < end;) {
    const served = await fetch(`${endpoint}/moto-api/`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (served) return;
    await wait(100);
  }
  throw new Error("moto did not answer within 30 s");
}
