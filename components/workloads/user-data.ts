/**
 * What an instance does at its first boot and at every start of its services: pure text, no secret in it.
 *
 * Two services: the container, which serves HTTP on the loopback, and in front of it a TLS end for the hop from the
 * load balancer, so that any image will do. Each reads its secrets by the instance's role when it starts, into memory
 * only (`/run` is a tmpfs): no launch template, disk snapshot or image holds one.
 */
export interface UserData {
  /** Container image, as `docker pull` takes it. */
  readonly image: string;
  /** Port the container serves HTTP on. */
  readonly port: number;
  /** Environment of the container; never a secret. */
  readonly environment: Readonly<Record<string, string>>;
  /** Secret with a private key and its certificate as one PEM text. */
  readonly hopCertificateSecretArn: string;
  /** Further secrets; each becomes the file `<name>.json` in the folder `SECRETS_FOLDER`. */
  readonly secretArns: Readonly<Record<string, string>>;
}

/** The port on which an instance serves TLS to its load balancer. */
export const hopPort = 8443;

/** Where the container's port appears on the instance; nothing but the instance itself can reach it. */
const loopback = "127.0.0.1:8080";

const secretsFolder = "/run/app/secrets";
const certificateFile = "/run/hop/tls.pem";

interface File {
  readonly path: string;
  readonly permissions: string;
  readonly content: string;
}

/** Cloud-init user data. JSON is YAML, so nothing has to be indented or quoted by hand. */
export function userData(args: UserData): string {
  const registry = privateRegistry(args.image);
  const files: File[] = [
    script("read-secret", readSecret),
    script("fetch-app-secrets", fetchAppSecrets(args)),
    script("fetch-hop-certificate", fetchHopCertificate(args)),
    file("/etc/app/environment", environment(args)),
    file("/etc/hop/stunnel.conf", stunnel),
    unit("app", appService(args)),
    unit("hop", hopService),
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
      ["systemctl", "enable", "--now", "docker.service", "app.service", "hop.service"],
    ],
  };
  return `#cloud-config\n${JSON.stringify(config, null, 1)}\n`;
}

/** The host of a private ECR image, which needs the instance's role to pull; undefined for any other image. */
export function privateRegistry(image: string): string | undefined {
  return /^\d{12}\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com(?=\/)/.exec(image)?.[0];
}

const script = (name: string, content: string): File => ({
  path: `/usr/local/sbin/${name}`,
  permissions: "0700",
  content: `#!/bin/bash\nset -euo pipefail\n${content}`,
});
const file = (path: string, content: string): File => ({ path, permissions: "0600", content });
const unit = (name: string, content: string): File => ({
  path: `/etc/systemd/system/${name}.service`,
  permissions: "0644",
  content,
});

/** A secret lives in the region its ARN names, which need not be the instance's. */
const readSecret = `exec aws secretsmanager get-secret-value --region "$(cut -d: -f4 <<<"$1")" --secret-id "$1" \\
  --query SecretString --output text
`;

/**
 * The outer folder keeps other users of the instance out; the files are readable, because the container mounts the
 * inner folder and need not run as root. A restart while Secrets Manager is out of reach goes on with what it has.
 */
function fetchAppSecrets({ secretArns }: UserData): string {
  const fetches = Object.entries(secretArns).map(
    ([name, arn]) =>
      `{ read-secret '${arn}' >${name}.new && mv ${name}.new ${name}.json; } || test -s ${name}.json\n`,
  );
  return `install -d -m 0700 /run/app
install -d -m 0755 ${secretsFolder}
cd ${secretsFolder}
${fetches.join("")}`;
}

function fetchHopCertificate({ hopCertificateSecretArn }: UserData): string {
  return `umask 077
install -d -m 0700 /run/hop
{ read-secret '${hopCertificateSecretArn}' >/run/hop/new && mv /run/hop/new ${certificateFile}; } || test -s ${certificateFile}
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
accept = ${hopPort}
connect = ${loopback}
cert = ${certificateFile}
sslVersionMin = TLSv1.2
`;

function appService(args: UserData): string {
  return service("The application, in its container", "fetch-app-secrets", "docker.service", [
    "ExecStartPre=-/usr/bin/docker rm --force app",
    [
      `ExecStart=/usr/bin/docker run --rm --name app --publish ${loopback}:${args.port} --log-driver journald`,
      "  --cap-drop ALL --security-opt no-new-privileges --tmpfs /tmp --env-file /etc/app/environment",
      `  --volume ${secretsFolder}:${secretsFolder}:ro ${args.image}`,
    ].join(" \\\n"),
    "ExecStop=/usr/bin/docker stop --time 30 app",
  ]);
}

const hopService = service("The end of the load balancer's TLS", "fetch-hop-certificate", "network.target", [
  "ExecStart=/usr/bin/stunnel /etc/hop/stunnel.conf",
]);

/** Starts again two seconds after whatever ended it, without ever giving up. */
function service(description: string, fetch: string, after: string, commands: readonly string[]): string {
  return `[Unit]
Description=${description}
Wants=network-online.target ${after}
After=network-online.target ${after}
StartLimitIntervalSec=0

[Service]
Environment=PATH=/usr/local/sbin:/usr/sbin:/usr/bin
ExecStartPre=/usr/local/sbin/${fetch}
${commands.join("\n")}
Restart=always
RestartSec=2

[Install]
WantedBy=multi-user.target
`;
}
