import { type InstanceFile, script, unit } from "./instance-files";

/**
 * How the container gets credentials of its own: as on ECS, from an address that every AWS SDK knows, at a path that
 * nobody guesses. The instance takes the application's role every ten minutes and keeps the credentials in memory; a
 * socket of systemd hands them out, at once, for some SDKs wait no longer than a second. STS may be out of reach for
 * fifty minutes: a session lasts an hour, which is the longest for a role that takes another one.
 *
 * The instance's own role stays out of the container's reach, because the token of the metadata service travels one hop.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html#iam-term-role-chaining
 */
export function appCredentialFiles(roleArn: string): readonly InstanceFile[] {
  return [
    script("fetch-app-credentials", fetch(roleArn)),
    script("serve-app-credentials", serve),
    unit("app-credentials.socket", socket),
    unit("app-credentials@.service", connection),
    unit("fetch-app-credentials.service", refresh),
    unit("fetch-app-credentials.timer", timer),
  ];
}

/** The units that are started, in this order; the others follow from them. */
export const appCredentialUnits = ["app-credentials.socket", "fetch-app-credentials.timer"] as const;

/** An option of `docker run` that tells the SDKs in the container where to ask. */
export const appCredentialsOption = `--env AWS_CONTAINER_CREDENTIALS_RELATIVE_URI="/$(</run/app-credentials/id)"`;

/** The address of ECS's agent, which SDKs put before the path: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html */
const address = "169.254.170.2";

/**
 * A refresh that fails goes on with what it has, as long as that is there. The CLI writes UTC as `+00:00`, which the SDK
 * for JavaScript refuses.
 */
function fetch(roleArn: string): string {
  return `umask 077
install -d -m 0700 /run/app-credentials
cd /run/app-credentials
test -s id || cat /proc/sys/kernel/random/uuid >id
take-role() {
  aws sts assume-role --region "$(metadata placement/region)" --role-arn '${roleArn}' \\
    --role-session-name "$(</var/lib/cloud/data/instance-id)" --duration-seconds 3600 --output json --query \\
    'Credentials.{AccessKeyId:AccessKeyId,SecretAccessKey:SecretAccessKey,Token:SessionToken,Expiration:Expiration}' |
    sed 's/+00:00"/Z"/'
}
{ take-role >new && mv new credentials.json; } || test -s credentials.json
`;
}

const serve = `cd /run/app-credentials
read -r -t 5 _ path _
while IFS= read -r -t 5 line && [[ $line != $'\\r' ]]; do :; done
answer() { printf 'HTTP/1.1 %s\\r\\nContent-Type: application/json\\r\\nContent-Length: %d\\r\\nConnection: close\\r\\n\\r\\n%s' "$1" "\${#2}" "$2"; }
if [[ $path == "/$(<id)" ]]; then answer '200 OK' "$(<credentials.json)"; else answer '404 Not Found' '{}'; fi
`;

/** Never off because many asked at once: by default, systemd closes a socket that does more than 200 starts in two seconds. */
const socket = `[Unit]
Description=Where the application asks for its credentials

[Socket]
ExecStartPre=/usr/sbin/ip address replace ${address}/32 dev lo
ListenStream=${address}:80
Accept=yes
TriggerLimitIntervalSec=0

[Install]
WantedBy=sockets.target
`;

const connection = `[Unit]
Description=One answer with the application's credentials
CollectMode=inactive-or-failed

[Service]
ExecStart=/usr/local/sbin/serve-app-credentials
StandardInput=socket
StandardError=journal
`;

const refresh = `[Unit]
Description=The application's role, taken again

[Service]
Type=oneshot
ExecStart=/usr/local/sbin/fetch-app-credentials
`;

const timer = `[Unit]
Description=The application's role, taken again before its session ends

[Timer]
OnActiveSec=10min
OnUnitActiveSec=10min

[Install]
WantedBy=timers.target
`;
