/** What has to be there before an object can be. */
import { blocks, text } from "../../values";
import { containersOf, podOf } from "../containers";
import { apiVersionOf, at, isClusterWide } from "../object";
import type { KubernetesChange, KubernetesRefusalRule } from "../refusal-rule";

const docs = "https://kubernetes.io/docs/concepts";

/** Every cluster has them. */
const namespaces = ["default", "kube-system", "kube-public", "kube-node-lease"];

/** Groups with a domain of AWS or Karpenter that EKS Auto Mode brings along. */
const ofAutoMode = /^(eks\.amazonaws\.com\/v1|karpenter\.sh\/v1|networking\.k8s\.aws\/v1alpha1)$/;

/** Kubernetes' own: without a domain, or below `k8s.io`. */
const builtIn = /^([a-z]+\/)?v\d+((alpha|beta)\d+)?$|^[a-z.]+\.k8s\.io\//;

const rfc1123 = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

export const cluster: readonly KubernetesRefusalRule[] = [
  {
    id: "no-such-kind",
    by: "admission",
    link: `${docs}/extend-kubernetes/api-extension/custom-resources/`,
    refuse: (change) => {
      const apiVersion = apiVersionOf(change.type);
      // What others installed in a cluster of theirs is not known.
      if (!change.cluster || builtIn.test(apiVersion) || ofAutoMode.test(apiVersion)) return undefined;
      if (isDefined(change)) return undefined;
      return (
        "the apiVersion for this resource does not exist; verify that any required CRDs have been created: " +
        `no matches for kind "${change.kind}" in version "${apiVersion}"`
      );
    },
  },
  {
    id: "object-name",
    by: "validation",
    link: `${docs}/overview/working-with-objects/names/`,
    refuse: ({ name, object }) => {
      if (text(at(object, "metadata.name")) === undefined || (name.length <= 253 && rfc1123.test(name)))
        return undefined;
      return (
        `metadata.name: Invalid value: "${name}": a lowercase RFC 1123 subdomain must consist of lower case ` +
        "alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character"
      );
    },
  },
  {
    id: "namespace-not-found",
    by: "admission",
    link: `${docs}/overview/working-with-objects/namespaces/`,
    refuse: (change) => {
      const { cluster: made, namespace, type } = change;
      if (!made || isClusterWide(type) || namespaces.includes(namespace)) return undefined;
      return isOurs(change) ? undefined : `namespaces "${namespace}" not found`;
    },
  },
  {
    id: "service-account-not-found",
    kinds: ["Deployment", "StatefulSet"],
    by: "admission",
    link: `${docs}/security/service-accounts/`,
    refuse: (change) => {
      const { namespace, object, name } = change;
      const account = text(podOf(object)["serviceAccountName"]);
      if (account === undefined || account === "default" || !isOurs(change)) return undefined;
      if (change.find("kubernetes:core/v1:ServiceAccount", namespace, account)) return undefined;
      return (
        `pods "${name}" is forbidden: error looking up service account ${namespace}/${account}: ` +
        `serviceaccount "${account}" not found`
      );
    },
  },
  {
    id: "config-map-not-found",
    kinds: ["Deployment", "StatefulSet"],
    by: "controller",
    link: `${docs}/configuration/configmap/#configmaps-and-pods`,
    refuse: (change) => {
      if (!isOurs(change)) return undefined;
      const missing = configMapsOf(change).find(
        (map) => !change.find("kubernetes:core/v1:ConfigMap", change.namespace, map),
      );
      return missing === undefined ? undefined : `Error: configmap "${missing}" not found`;
    },
  },
];

/** Whether this account made the namespace, and so everything in it. */
export function isOurs({ find, namespace }: KubernetesChange): boolean {
  return find("kubernetes:core/v1:Namespace", "", namespace) !== undefined;
}

/** Whether the program has defined the kind by itself. */
function isDefined({ account, kind, type }: KubernetesChange): boolean {
  const [group] = apiVersionOf(type).split("/");
  return account
    .having("kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition", "spec.names.kind", kind)
    .some(({ outputs }) => at(outputs, "spec.group") === group);
}

function configMapsOf({ object }: KubernetesChange): readonly string[] {
  const sources = containersOf(object).flatMap(({ fields }) => blocks(fields["envFrom"]));
  const volumes = blocks(podOf(object)["volumes"]);
  return [
    ...sources.flatMap((source) => text(at(source, "configMapRef.name")) ?? []),
    ...volumes.flatMap((volume) => text(at(volume, "configMap.name")) ?? []),
  ];
}
