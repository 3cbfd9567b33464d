import { execFileSync } from "node:child_process";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { rmSync } from "node:fs";
import { awsAddress, metadataAddress } from "../support/network";
import { LifecycleActions } from "../support/lifecycle-actions";
import { callMoto, createSecret, motoAnswers } from "../support/moto-calls";

/**
 * AWS, as an instance sees it, in a network namespace of its own: the metadata service; Secrets Manager, STS and the hooks
 * of Auto Scaling groups, which are moto's; and the two calls about a hook that waits, which moto has not. The test
 * steers it through a socket in the file system: `aws.ts <moto's address> <socket>`. Prints the ARNs of its secrets.
 */
const [moto = "", socket = ""] = process.argv.slice(2);
const region = "us-east-1";
const group = "shop-group";
const instanceId = "i-0123456789abcdef0";
const actions = new LifecycleActions();
let targetState = "InService";
/** The hop limit does not hold for what was never asked: whether a token was given out is counted here. */
let tokens = 0;

const identity = JSON.stringify({
  region,
  instanceId,
  availabilityZone: `${region}a`,
  accountId: "123456789012",
});

async function metadata(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = (request.url ?? "").replace("/latest/", "");
  if (request.method === "PUT" && path === "api/token") {
    tokens += 1;
    response.setHeader("X-aws-ec2-metadata-token-ttl-seconds", "21600").end("token");
    return;
  }
  if (request.headers["x-aws-ec2-metadata-token"] !== "token") return void response.writeHead(401).end();
  const items: Readonly<Record<string, string>> = {
    "meta-data/placement/region": region,
    "meta-data/instance-id": instanceId,
    "meta-data/tags/instance/aws:autoscaling:groupName": group,
    "meta-data/autoscaling/target-lifecycle-state": targetState,
    "meta-data/iam/security-credentials/": "instances",
    "dynamic/instance-identity/document": identity,
  };
  const text =
    path === "meta-data/iam/security-credentials/instances" ? await instanceCredentials() : items[path];
  response.writeHead(text === undefined ? 404 : 200).end(text);
}

async function instanceCredentials(): Promise<string> {
  const answer = await callMoto(moto, "sts", {
    Action: "AssumeRole",
    RoleArn: "arn:aws:iam::123456789012:role/instances",
    RoleSessionName: instanceId,
  });
  const item = (name: string): string => new RegExp(`<${name}>([^<]+)`).exec(answer)?.[1] ?? "";
  return JSON.stringify({
    Code: "Success",
    Type: "AWS-HMAC",
    LastUpdated: new Date().toISOString(),
    AccessKeyId: item("AccessKeyId"),
    SecretAccessKey: item("SecretAccessKey"),
    Token: item("SessionToken"),
    Expiration: new Date(Date.now() + 3_600_000).toISOString(),
  });
}

async function api(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await textOf(request);
  const answer = actions.answer(new URLSearchParams(body));
  if (answer) return void response.writeHead(answer.status, { "content-type": "text/xml" }).end(answer.body);
  const headers = Object.entries(request.headers).filter(
    ([name]) => !/^(host|connection|content-length)$/.test(name),
  );
  const { method = "GET", url = "/" } = request;
  const given = await fetch(`${moto}${url}`, {
    method,
    headers: headers.map(([name, value]) => [name, String(value)]),
    ...(method !== "GET" && { body }),
  });
  response.writeHead(given.status, { "content-type": given.headers.get("content-type") ?? "text/xml" });
  response.end(await given.text());
}

/** What the test says: `targetState` of the instance, `waits` for the hook that waits now; answered with what happened. */
async function steer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const said = JSON.parse((await textOf(request)) || "{}") as { targetState?: string; waits?: string };
  targetState = said.targetState ?? targetState;
  if (said.waits !== undefined) actions.wait(said.waits);
  response.end(JSON.stringify({ calls: actions.calls, tokens }));
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;
const serve = (handler: Handler) =>
  createServer((request, response) => {
    handler(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });

serve(metadata).listen(80, metadataAddress);
serve(api).listen(4566, awsAddress);
rmSync(socket, { force: true });
serve(steer).listen(socket);

/** Private key and certificate, as `TargetTlsCertificate` makes them. */
function certificate(): string {
  const made = [
    "-newkey",
    "ec",
    "-pkeyopt",
    "ec_paramgen_curve:P-256",
    "-nodes",
    "-keyout",
    "-",
    "-out",
    "-",
  ];
  return execFileSync("openssl", ["req", "-x509", "-subj", "/CN=shop", "-days", "2", ...made], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
}

void motoAnswers(moto).then(async () => {
  const targetTls = await createSecret(moto, "target-tls", certificate());
  const database = await createSecret(moto, "database", '{"username":"app","password":"secret"}');
  process.stdout.write(`${JSON.stringify({ targetTls, database })}\n`);
});
