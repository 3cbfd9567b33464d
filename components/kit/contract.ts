/** What the application's container can rely on, on EC2 and on Kubernetes alike. */

/** The port in front of it, on the same machine or pod, at which the TLS of its load balancers ends. */
export const targetTlsPort = 8443;

/** Where it finds `<name>.json` for each of its secrets; told to it as `SECRETS_FOLDER`. */
export const secretsFolder = "/run/app/secrets";
