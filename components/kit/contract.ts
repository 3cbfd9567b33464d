/** What the application's container can rely on, on EC2 and on Kubernetes alike. */

/** Where it finds `<name>.json` for each of its secrets; told to it as `SECRETS_FOLDER`. */
export const secretsFolder = "/run/app/secrets";
