import type { ApiServer } from "./api-server";

/** One rule of a cluster: what breaks it, and its nearest neighbour that does not. */
export interface KubernetesCase {
  readonly rule: string;
  /** What is said, after `by the Kubernetes API server: `. */
  readonly message: string;
  readonly breaks: (server: ApiServer) => Promise<unknown>;
  readonly passes: (server: ApiServer) => Promise<unknown>;
}
