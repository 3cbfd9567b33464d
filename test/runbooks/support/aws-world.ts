/** A stack of two regions on moto, its outputs and its name, for the commands of a runbook. */
import { DescribeSubnetsCommand } from "@aws-sdk/client-ec2";
import { CreateLoadBalancerCommand } from "@aws-sdk/client-elastic-load-balancing-v2";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { execFile, execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { type Outputs, outputsSchema } from "../../../config/outputs";
import type { RegionClients } from "../../../drill/adapters/aws/region-clients";
import { repository } from "../../../rehearsal/cli/workspace";
import type { Moto } from "../../drill/adapters/aws/support/moto";
import { Stage } from "../../drill/adapters/aws/support/stage";
import { ApiServer } from "./api-server";
import { type Entry, openEntry } from "./entry";
import { awsOperations } from "./runners";
import type { Shell } from "./session";

export interface AwsWorld {
  readonly stage: Stage;
  readonly entry: Entry;
  readonly kubernetes: ApiServer;
  readonly outputs: Outputs;
  readonly shell: Shell;
  s3(region: string): S3Client;
  close(): Promise<void>;
}

/** @param folder of the session, with `outputs.json` of the stack in it afterwards. */
export async function openAwsWorld(moto: Moto, folder: string): Promise<AwsWorld> {
  execFileSync(join(__dirname, "install-kubectl.sh"), { stdio: ["ignore", "inherit", "inherit"] });
  const stage = await Stage.build(moto);
  const [entry, kubernetes] = [await openEntry(folder), new ApiServer()];
  const kubeconfig = await kubernetes.start(folder);
  const s3 = (region: string) => new S3Client({ region, endpoint: stage.endpoint, forcePathStyle: true });
  const [active, standby] = stage.stack.regions;
  const outputs = outputsSchema.parse({
    url: entry.url,
    nameServers: [],
    drills: {},
    objectives: { recoveryTimeSeconds: 900, recoveryPointSeconds: 300 },
    regions: [
      { ...active, role: "active", ...(await furtherParts(stage.active, s3)) },
      { ...standby!, role: "standby", ...(await furtherParts(stage.standby, s3)) },
    ],
  });
  stage.stub.changes.length = 0;
  writeFileSync(join(folder, "outputs.json"), JSON.stringify(outputs));
  return {
    stage,
    entry,
    kubernetes,
    outputs,
    shell: { folder, env: environmentOf(stage, entry, folder), programs: programsWith(kubeconfig) },
    s3,
    close: async () => {
      await Promise.all([entry.close(), kubernetes.stop()]);
      await stage.clear();
    },
  };
}

const modelOnly = Object.keys(awsOperations).filter((name) => awsOperations[name] === "service model");

const environmentOf = ({ endpoint }: Stage, { certificateFile }: Entry, folder: string) => ({
  AWS_ENDPOINT_URL: endpoint,
  AWS_MODEL_ONLY: modelOnly.join("\n"),
  CURL_CA_BUNDLE: certificateFile,
  NODE_EXTRA_CA_CERTS: certificateFile,
  // What `aws eks update-kubeconfig` writes; kubectl reads another, for moto's cluster has no API server.
  KUBECONFIG: join(folder, "kubeconfig.yaml"),
});

/** The program `aws` of a session, for what a test prepares. @returns what it printed */
export async function askAws({ endpoint }: Stage, ...args: readonly string[]): Promise<string> {
  // Not the synchronous one, for the server that answers is of this process; whose environment is a test's own copy.
  const { stdout } = await promisify(execFile)(
    join(repository, ".drill/moto/bin/aws"),
    [...args, "--endpoint-url", endpoint],
    { env: process.env },
  );
  return stdout.trim();
}

const programsWith = (kubeconfig: string) => ({
  aws: `exec ${repository}/.drill/moto/bin/python ${join(__dirname, "aws.py")} "$@"`,
  kubectl: `exec ${repository}/.drill/kubectl/kubectl --kubeconfig ${kubeconfig} "$@"`,
  // The session has a folder of its own, and the scripts are those of the repository.
  node: `case "$1" in scripts/*) script=${repository}/$1; shift; set -- "$script" "$@";; esac
exec ${process.execPath} "$@"`,
  // The one command of the repository that runbooks run, with the consent that a person types.
  npm: `[ "$1 $2 $3" = "run failover --" ] || exit 64
shift 3
case " $* " in *" --execute "*) set -- "$@" --yes "$2" ;; esac
exec ${process.execPath} --import ${pathToFileURL(require.resolve("tsx")).href} ${repository}/failover/main.ts "$@"`,
});

/** What the drill's platform lacks. */
async function furtherParts({ ec2, loadBalancing, region }: RegionClients, s3: (region: string) => S3Client) {
  const bucket = `objects-of-${region}`;
  const client = s3(region);
  const place = region === "us-east-1" ? {} : { LocationConstraint: region as "eu-west-1" };
  await client.send(new CreateBucketCommand({ Bucket: bucket, CreateBucketConfiguration: place }));
  await client.send(new PutObjectCommand({ Bucket: bucket, Key: "an-object", Body: "its content" }));
  client.destroy();
  const { Subnets = [] } = await ec2.send(
    new DescribeSubnetsCommand({ Filters: [{ Name: "tag-key", Values: ["standfast:drill"] }] }),
  );
  const { LoadBalancers = [] } = await loadBalancing.send(
    new CreateLoadBalancerCommand({
      Name: "app",
      Type: "network",
      Subnets: Subnets.flatMap(({ SubnetId }) => SubnetId ?? []),
    }),
  );
  return { loadBalancerDnsName: LoadBalancers[0]?.DNSName, bucket };
}
