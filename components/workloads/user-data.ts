/**
 * What an instance does at its first boot and at every start of its service: pure text, no secret in it.
 *
 * The instance gets its secrets by its own role when the service starts, into memory only (`/run` is a tmpfs), so
 * that neither the launch template, nor a disk snapshot, nor the container image holds one.
 */
export interface UserData {
  /** Container image, as `docker pull` takes it. */
  readonly image: string;
  /** Port the application serves TLS on. */
  readonly port: number;
  /** Environment of the application; never a secret. */
  readonly environment: Readonly<Record<string, string>>;
  /** Secret with `certificate` and `privateKey`, both PEM. */
  readonly hopCertificateSecretArn: string;
  /** Further secrets; each becomes the file `<name>.json`. */
  readonly secretArns: Readonly<Record<string, string>>;
}

/** Where the application finds its secrets; the host path is closed to every user but root. */
const secretsFolder = "/run/app/secrets";

/** Cloud-init user data. JSON is YAML, so nothing has to be indented or quoted by hand. */
export function userData(args: UserData): string {
  const registry = privateRegistry(args.image);
  return `#cloud-config\n${JSON.stringify(
    {
      packages: ["docker", "jq", ...(registry ? ["amazon-ecr-credential-helper"] : [])],
      write_files: [
        { path: "/usr/local/sbin/fetch-secrets", permissions: "0700", content: fetchSecrets(args) },
        { path: "/etc/app/environment", permissions: "0600", content: environment(args) },
        { path: "/etc/systemd/system/app.service", permissions: "0644", content: service(args) },
        ...(registry
          ? [
              {
                path: "/root/.docker/config.json",
                permissions: "0600",
                content: JSON.stringify({ credHelpers: { [registry]: "ecr-login" } }),
              },
            ]
          : []),
      ],
      runcmd: [
        ["systemctl", "daemon-reload"],
        ["systemctl", "enable", "--now", "docker.service", "app.service"],
      ],
    },
    null,
    1,
  )}\n`;
}

/** The host of a private ECR image, which needs the instance's role to pull; undefined for any other image. */
export function privateRegistry(image: string): string | undefined {
  return /^\d{12}\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?(?=\/)/.exec(image)?.[0];
}

/** A secret lives in the region its ARN names, which need not be the instance's. */
function fetchSecrets(args: UserData): string {
  const files = Object.entries(args.secretArns).map(([name, arn]) => `read_secret '${arn}' >${name}.json`);
  return [
    "#!/bin/bash",
    "set -euo pipefail",
    "read_secret() {",
    '  aws secretsmanager get-secret-value --region "$(cut -d: -f4 <<<"$1")" --secret-id "$1" \\',
    "    --query SecretString --output text",
    "}",
    // The outer folder keeps users of the host out; the files themselves are readable, because the container mounts
    // the inner folder and need not run as root.
    `install -d -m 0700 ${secretsFolder.slice(0, secretsFolder.lastIndexOf("/"))}`,
    `install -d -m 0755 ${secretsFolder}`,
    `cd ${secretsFolder}`,
    `hop=$(read_secret '${args.hopCertificateSecretArn}')`,
    'jq -er .certificate <<<"$hop" >tls.crt',
    'jq -er .privateKey <<<"$hop" >tls.key',
    ...files,
    "",
  ].join("\n");
}

function environment(args: UserData): string {
  const variables = {
    ...args.environment,
    PORT: String(args.port),
    SECRETS_FOLDER: secretsFolder,
    TLS_CERTIFICATE_FILE: `${secretsFolder}/tls.crt`,
    TLS_PRIVATE_KEY_FILE: `${secretsFolder}/tls.key`,
  };
  return Object.entries(variables)
    .map(([name, value]) => `${name}=${value}\n`)
    .join("");
}

/**
 * One container on the host's network: no address translation on the way, and the application can use the
 * instance's role although the metadata service answers only one hop away.
 */
function service(args: UserData): string {
  const run = [
    "/usr/bin/docker run --rm --name app --network host --log-driver journald",
    "--read-only --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges",
    `--env-file /etc/app/environment --volume ${secretsFolder}:${secretsFolder}:ro ${args.image}`,
  ];
  return `[Unit]
Description=The application, in its container
Requires=docker.service
After=docker.service network-online.target
Wants=network-online.target
StartLimitIntervalSec=0

[Service]
ExecStartPre=/usr/local/sbin/fetch-secrets
ExecStartPre=-/usr/bin/docker rm --force app
ExecStart=${run.join(" \\\n  ")}
ExecStop=/usr/bin/docker stop --time 30 app
Restart=always
RestartSec=2
TimeoutStartSec=300

[Install]
WantedBy=multi-user.target
`;
}
