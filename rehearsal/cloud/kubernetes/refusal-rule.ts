/** What a cluster refuses, as data: each rule names what it reads, and where Kubernetes documents it. */
import type { AwsAccount } from "../aws/account";
import type { CloudObject } from "../store";
import type { Props } from "../wire";

/** An object that the API server is asked to keep. Values are plain; what is not known yet is `UNKNOWN`. */
export interface KubernetesChange {
  readonly type: string;
  readonly kind: string;
  readonly object: Props;
  /** The object's name, and the namespace it is in; that of a cluster-wide object is `default`. */
  readonly name: string;
  readonly namespace: string;
  /** The rest of the account, in AWS and in clusters. */
  readonly account: AwsAccount;
  /** The EKS cluster, when this account made it. Of a cluster of others nothing else is known. */
  readonly cluster?: CloudObject;
  /** An object of the same cluster; an empty namespace for a cluster-wide one. */
  readonly find: (type: string, namespace: string, name: string) => CloudObject | undefined;
}

export interface KubernetesRefusalRule {
  /** Kebab-case name, unique. */
  readonly id: string;
  /** Kinds that it is about. @default every one */
  readonly kinds?: readonly string[];
  /**
   * Who refuses it:
   * - `validation`: the API server, for what the object says;
   * - `admission`: the API server, for what else there is in the cluster;
   * - `controller`: none at once: the object is kept, and what it is for never comes about.
   */
  readonly by: "validation" | "admission" | "controller";
  readonly link: string;
  /** @returns the complaint, or undefined where there is none. Unknown values are no reason to refuse. */
  refuse(change: KubernetesChange): string | undefined;
}

/** Plural and group as the API server writes them: `Deployment.apps`. */
export function qualifiedKind({ type, kind }: Pick<KubernetesChange, "type" | "kind">): string {
  const group = /^kubernetes:([^:]+)\/[^:/]+:/.exec(type)?.[1];
  return group === undefined || group === "core" ? kind : `${kind}.${group}`;
}
