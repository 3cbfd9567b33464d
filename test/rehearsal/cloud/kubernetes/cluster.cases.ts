import { types } from "../../../../rehearsal/cloud/aws/type-tokens";
import type { Props } from "../../../../rehearsal/cloud/wire";
import type { ApiServer } from "../support/api-server";
import { kinds } from "../support/api-server";
import { deployment } from "../support/deployment";
import type { KubernetesCase } from "../support/kubernetes-case";

const inApp = (name: string): Props => ({ metadata: { name, namespace: "app" } });

/** A Deployment that needs `pod`, in a namespace where `type` named `name` was made before. */
const needing = (pod: Props, type: string, name: string) => async (server: ApiServer) => {
  await server.create(type, inApp(name));
  return server.create(kinds.deployment, deployment({ pod }));
};

const binding = (targetGroupARN: string, spec: Props = { targetType: "ip" }): Props => ({
  ...inApp("web"),
  spec: { targetGroupARN, serviceRef: { name: "web", port: 8443 }, ...spec },
});

/** A binding to a target group that is made with `inputs`. */
const bound = (inputs: Props) => async (server: ApiServer) => {
  const group = await server.aws.create(types.targetGroup, { port: 8443, protocol: "HTTPS", ...inputs });
  return server.create(kinds.binding, binding(group.id));
};

const ofShop = { tags: { "eks:eks-cluster-name": "shop" } };

const definition: Props = {
  metadata: { name: "targetgroupbindings.elbv2.k8s.aws" },
  spec: { group: "elbv2.k8s.aws", names: { kind: "TargetGroupBinding" } },
};

const refused =
  "operation error Elastic Load Balancing v2: RegisterTargets, https response error StatusCode:";
const group = "'<elasticloadbalancing targetgroup in us-east-1>'";

export const clusterCases: readonly KubernetesCase[] = [
  {
    rule: "no-such-kind",
    message:
      'the apiVersion for this resource does not exist; verify that any required CRDs have been created: no matches for kind "TargetGroupBinding" in version "elbv2.k8s.aws/v1beta1"',
    breaks: (server) => server.create(kinds.theirBinding, binding("group")),
    passes: async (server) => {
      await server.create(kinds.definition, definition);
      await server.create(kinds.theirBinding, binding("group"));
    },
  },
  {
    rule: "object-name",
    message:
      "Deployment.apps \"Web_1\" is invalid: metadata.name: Invalid value: \"Web_1\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
    breaks: (server) => server.create(kinds.deployment, deployment({ name: "Web_1" })),
    passes: (server) => server.create(kinds.deployment, deployment({ name: "web-1" })),
  },
  {
    rule: "namespace-not-found",
    message: 'namespaces "other" not found',
    breaks: (server) => server.create(kinds.deployment, deployment({ namespace: "other" })),
    passes: async (server) => {
      await server.create(kinds.namespace, { metadata: { name: "other" } });
      await server.create(kinds.deployment, deployment({ namespace: "other" }));
    },
  },
  {
    rule: "service-account-not-found",
    message:
      'pods "web" is forbidden: error looking up service account app/web: serviceaccount "web" not found',
    breaks: needing({ serviceAccountName: "web" }, kinds.serviceAccount, "other"),
    passes: needing({ serviceAccountName: "web" }, kinds.serviceAccount, "web"),
  },
  {
    rule: "config-map-not-found",
    message: 'Error: configmap "settings" not found',
    breaks: needing({ volumes: [{ name: "s", configMap: { name: "settings" } }] }, kinds.configMap, "other"),
    passes: needing(
      { volumes: [{ name: "s", configMap: { name: "settings" } }] },
      kinds.configMap,
      "settings",
    ),
  },
  {
    rule: "binding-without-target-type",
    message: 'TargetGroupBinding.eks.amazonaws.com "web" is invalid: spec.targetType: Required value',
    breaks: (server) => server.create(kinds.binding, binding("group", {})),
    passes: (server) => server.create(kinds.binding, binding("group")),
  },
  {
    rule: "binding-of-another-target-type",
    message: `${refused} 400, api error ValidationError: targets of type ip cannot be registered in ${group}, whose type is instance`,
    breaks: bound({ ...ofShop, targetType: "instance" }),
    passes: bound({ ...ofShop, targetType: "ip" }),
  },
  {
    rule: "binding-without-cluster-tag",
    message: `${refused} 403, api error AccessDenied: not authorized to perform elasticloadbalancing:RegisterTargets on ${group}: it has no tag eks:eks-cluster-name with the value shop`,
    breaks: bound({ targetType: "ip", tags: { "eks:eks-cluster-name": "other" } }),
    passes: bound({ ...ofShop, targetType: "ip" }),
  },
];
