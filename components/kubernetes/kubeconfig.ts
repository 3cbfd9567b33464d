export interface KubeconfigArgs {
  readonly name: string;
  readonly region: string;
  /** URL of the API server. */
  readonly endpoint: string;
  /** Base64, as EKS gives it. */
  readonly certificateAuthority: string;
}

/**
 * How to reach a cluster, as JSON, which is YAML. It holds no secret: each caller proves who they are with AWS
 * credentials of their own, from which `aws eks get-token` makes a token for 15 minutes.
 * https://docs.aws.amazon.com/eks/latest/userguide/create-kubeconfig.html
 */
export function kubeconfig({ name, region, endpoint, certificateAuthority }: KubeconfigArgs): string {
  return JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name, cluster: { server: endpoint, "certificate-authority-data": certificateAuthority } }],
    users: [
      {
        name,
        user: {
          exec: {
            apiVersion: "client.authentication.k8s.io/v1beta1",
            command: "aws",
            args: ["--region", region, "eks", "get-token", "--cluster-name", name, "--output", "json"],
          },
        },
      },
    ],
    contexts: [{ name, context: { cluster: name, user: name } }],
    "current-context": name,
  });
}
