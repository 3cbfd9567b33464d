import { type AdditionalPort, targetTlsPort, secretsFolder } from "../kit/contract";
import { appCredentialFiles, appCredentialsOption, appCredentialUnits } from "./app-credentials";
import { file, type InstanceFile, script, service, unit } from "./instance-files";
import { metadataScript } from "./instance-metadata";
import { type LifecycleHookNames, lifecycleScript, stopSeconds } from "./lifecycle";

/**
 * What an instance does at its first boot and at every start of its services: pure text, no secret in it.
 *
 * Three services: the container, which serves HTTP on the loopback; in front of it a TLS end for the load
 * balancer, so that any image will do; and one that tells Auto Scaling when the instance serves and when it is done.
 * Beside them, a socket hands the container credentials of its own role (see `app-credentials.ts`). Secrets are read by
 * the instance's role when a service starts, into memory only (`/run` is a tmpfs): no launch
 * template, disk snapshot or image holds one.
 */
export interface UserData {
  /** Container image, as `docker pull` takes it. */
  readonly image: string;
  /** Port the container serves HTTP on. */
  readonly port: number;
  /** Further ports, at the same number on the instance. */
  readonly additionalPorts: readonly Pick<AdditionalPort, "port" | "protocol">[];
  /** Environment of the container; never a secret. */
  readonly environment: Readonly<Record<string, string>>;
  /** Secret with a private key and its certificate as one PEM text. */
  readonly targetTlsSecretArn: string;
  /** Further secrets; each becomes the file `<name>.json` in the folder `SECRETS_FOLDER`. */
  readonly secretArns: Readonly<Record<string, string>>;
  /** CloudWatch log group of this region that takes what the container prints, in a stream for each instance. */
  readonly logGroupName: string;
  /** Path that answers 200 when the container works, as the load balancer asks it. */
  readonly healthCheckPath: string;
  /** The application's role, which the instance takes for it. */
  readonly appRoleArn: string;
  readonly hooks: LifecycleHookNames;
}

/** Where the container's port appears on the instance; nothing but the instance itself can reach it. */
const loopback = "127.0.0.1:8080";

const certificateFile = "/run/target-tls/tls.pem";

/** Cloud-init user data. JSON is YAML, so nothing has to be indented or quoted by hand; on one line, for EC2 takes 16 kB. */
export function userData(args: UserData): string {
  const registry = privateRegistry(args.image);
  const healthUrl = `https://127.0.0.1:${targetTlsPort}${args.healthCheckPath}`;
  const files: InstanceFile[] = [
    script("metadata", metadataScript),
    script("read-secret", readSecret),
    script("fetch-app-secrets", fetchAppSecrets(args)),
    script("fetch-target-tls-certificate", fetchTargetTlsCertificate(args)),
    script("run-app", runApp(args)),
    script("follow-lifecycle", lifecycleScript({ ...args, healthUrl })),
    ...appCredentialFiles(args.appRoleArn),
    file("/etc/app/environment", environment(args)),
    file("/etc/target-tls/stunnel.conf", stunnel),
    unit("app.service", appService),
    unit("target-tls.service", targetTlsService),
    unit("lifecycle.service", lifecycleService),
  ];
  if (registry !== undefined) {
    const credentials = { credHelpers: { [registry]: "ecr-login" } };
    files.push(file("/root/.docker/config.json", JSON.stringify(credentials)));
  }
  const config = {
    packages: ["docker", "stunnel", ...(registry === undefined ? [] : ["amazon-ecr-credential-helper"])],
    write_files: files,
    runcmd: [
      ["systemctl", "daemon-reload"],
      [
        "systemctl",
        "enable",
        "--now",
        "docker.service",
        ...appCredentialUnits,
        "app.service",
        "target-tls.service",
        "lifecycle.service",
      ],
    ],
  };
  return `#cloud-config\n${JSON.stringify(config)}\n`;
}

/** The host of a private ECR image, which needs the instance's role to pull; undefined for any other image. */
export function privateRegistry(image: string): string | undefined {
  return /^\d{12}\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com(?=\/)/.exec(image)?.[0];
}

/** A secret lives in the region its ARN names, which need not be the instance's. */
const readSecret = `exec aws secretsmanager get-secret-value --region "$(cut -d: -f4 <<<"$1")" --secret-id "$1" \\
  --query SecretString --output text
`;

/**
 * The outer folder keeps other users of the instance out; the files are readable, because the container mounts the
 * inner folder and need not run as root. A restart while Secrets Manager is out of reach goes on with what it has.
 */
function fetchAppSecrets({ secretArns }: UserData): string {
  const fetches = Object.entries(secretArns).map(([name, arn]) => `fetch ${name} '${arn}'\n`);
  return `install -d -m 0700 /run/app
install -d -m 0755 ${secretsFolder}
cd ${secretsFolder}
fetch() { { read-secret "$2" >"$1.new" && mv "$1.new" "$1.json"; } || test -s "$1.json"; }
${fetches.join("")}`;
}

function fetchTargetTlsCertificate({ targetTlsSecretArn }: UserData): string {
  return `umask 077
install -d -m 0700 /run/target-tls
{ read-secret '${targetTlsSecretArn}' >/run/target-tls/new && mv /run/target-tls/new ${certificateFile}; } || test -s ${certificateFile}
`;
}

function environment(args: UserData): string {
  const variables = { ...args.environment, PORT: String(args.port), SECRETS_FOLDER: secretsFolder };
  return Object.entries(variables)
    .map(([name, value]) => `${name}=${value}\n`)
    .join("");
}

const stunnel = `foreground = quiet
setuid = nobody
setgid = nobody
[app]
accept = ${targetTlsPort}
connect = ${loopback}
cert = ${certificateFile}
sslVersionMin = TLSv1.2
`;

/**
 * What it prints goes to CloudWatch Logs. Non-blocking: while that is out of reach the container starts and runs, and
 * what does not fit into the buffer is lost (https://github.com/moby/moby/pull/36522).
 */
function runApp({ image, port, additionalPorts, logGroupName }: UserData): string {
  const published = additionalPorts.map((one) => ` --publish ${one.port}:${one.port}/${one.protocol}`);
  return `exec docker run --rm --name app --publish ${loopback}:${port}${published.join("")} \\
  --cap-drop ALL --security-opt no-new-privileges --tmpfs /tmp --env-file /etc/app/environment \\
  ${appCredentialsOption} \\
  --log-driver awslogs --log-opt awslogs-group='${logGroupName}' --log-opt mode=non-blocking \\
  --log-opt awslogs-stream="$(</var/lib/cloud/data/instance-id)" --log-opt max-buffer-size=25m \\
  --volume ${secretsFolder}:${secretsFolder}:ro ${image}
`;
}

const appService = service("The application, in its container", "docker.service app-credentials.socket", [
  "ExecStartPre=/usr/local/sbin/fetch-app-secrets",
  "ExecStartPre=/usr/local/sbin/fetch-app-credentials",
  "ExecStartPre=-/usr/bin/docker rm --force app",
  "ExecStart=/usr/local/sbin/run-app",
  `ExecStop=/usr/bin/docker stop --time ${stopSeconds} app`,
  "Restart=always",
]);

/**
 * A connection is two files of stunnel's, and it takes half as many as it may open: the 1,024 that systemd gives a
 * service would be 500 connections. With this many, memory ends first.
 * https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html#Process%20Properties
 */
const maxOpenFiles = 65_536;

const targetTlsService = service("The end of the load balancer's TLS", "network.target", [
  `LimitNOFILE=${maxOpenFiles}`,
  "ExecStartPre=/usr/local/sbin/fetch-target-tls-certificate",
  "ExecStart=/usr/bin/stunnel /etc/target-tls/stunnel.conf",
  "Restart=always",
]);

/** Over once it has completed its hook, so only a failure starts it again. */
const lifecycleService = service("What Auto Scaling waits for", "app.service target-tls.service", [
  "ExecStart=/usr/local/sbin/follow-lifecycle",
  "Restart=on-failure",
]);
