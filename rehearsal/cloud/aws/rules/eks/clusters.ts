/** Kubernetes clusters, and the identities of pods in them. */
import { isObject, type Props, type Value } from "../../../wire";
import type { AwsChange, AwsRefusalRule } from "../../refusal-rule";
import { block, isSet, named, text, texts } from "../../../values";
import { types } from "../../type-tokens";
import { others, output, subnets } from "../references";

const guide = "https://docs.aws.amazon.com/eks/latest/userguide";
const api = (operation: string) =>
  `https://docs.aws.amazon.com/eks/latest/APIReference/API_${operation}.html`;
const cluster = [types.cluster];

export const eksClusters: readonly AwsRefusalRule[] = [
  {
    id: "cluster-in-one-zone",
    types: cluster,
    when: "apply",
    code: "InvalidParameterException",
    link: `${guide}/network-reqs.html`,
    refuse: ({ account, inputs }) => {
      const ids = texts(block(inputs["vpcConfig"])["subnetIds"]);
      const known = subnets(account, ids);
      // A subnet that was there before may be anywhere.
      if (ids.length === 0 || known.length < ids.length) return undefined;
      return new Set(known.map(({ zone }) => zone)).size >= 2
        ? undefined
        : "Subnets specified must be in at least two different AZs";
    },
  },
  {
    id: "auto-mode-by-half",
    types: cluster,
    when: "apply",
    code: "InvalidParameterException",
    link: `${guide}/create-auto.html`,
    refuse: ({ inputs }) =>
      new Set(autoMode(inputs)).size === 1
        ? undefined
        : "For EKS Auto Mode, please ensure that all required configs, including computeConfig, " +
          "kubernetesNetworkConfig, and blockStorage are all either fully enabled or fully disabled.",
  },
  {
    id: "auto-mode-with-self-managed-addons",
    types: cluster,
    when: "apply",
    code: "InvalidParameterException",
    link: `${guide}/create-auto.html`,
    refuse: ({ inputs }) =>
      autoMode(inputs).every(Boolean) && inputs["bootstrapSelfManagedAddons"] !== false
        ? "When EKS Auto Mode is enabled, bootstrapSelfManagedAddons must be set to false."
        : undefined,
  },
  {
    id: "node-role-without-node-pool",
    types: cluster,
    when: "apply",
    code: "InvalidParameterException",
    link: `${guide}/create-node-pool.html`,
    refuse: ({ inputs }) => {
      const { nodePools, nodeRoleArn } = block(inputs["computeConfig"]);
      if (!isSet(nodeRoleArn) || (Array.isArray(nodePools) && nodePools.length > 0)) return undefined;
      return "When Compute Config nodeRoleArn is not null or empty, nodePool value(s) must be provided.";
    },
  },
  {
    id: "cluster-version",
    types: cluster,
    when: "apply",
    code: "InvalidParameterException",
    link: `${guide}/kubernetes-versions.html`,
    refuse: ({ inputs }) => {
      const version = text(inputs["version"]);
      return version === undefined || minorOf(version) !== undefined
        ? undefined
        : `unsupported Kubernetes version ${version}`;
    },
  },
  {
    id: "cluster-version-step",
    types: cluster,
    when: "apply",
    code: "InvalidParameterException",
    link: `${guide}/update-cluster.html`,
    refuse: ({ inputs, self }) => {
      const [from, to] = [output(self, "version"), text(inputs["version"])];
      const step = (minorOf(to) ?? 0) - (minorOf(from) ?? 0);
      if (from === undefined || to === undefined || step === 0 || step === 1) return undefined;
      return `Unsupported Kubernetes minor version update from ${from} to ${to}`;
    },
  },
  {
    id: "cluster-role-not-trusting",
    types: cluster,
    when: "apply",
    code: "InvalidParameterException",
    link: `${guide}/auto-cluster-iam-role.html`,
    refuse: (change) =>
      isTrusted(change, "eks.amazonaws.com", ["sts:AssumeRole"])
        ? undefined
        : `Role with arn: ${named(change.inputs["roleArn"])}, could not be assumed because it does not exist or ` +
          "the trusted entity is not correct",
  },
  {
    id: "cluster-without-endpoint",
    types: cluster,
    when: "apply",
    code: "InvalidParameterException",
    link: `${guide}/cluster-endpoint.html`,
    refuse: ({ inputs }) => {
      const { endpointPrivateAccess, endpointPublicAccess } = block(inputs["vpcConfig"]);
      // Private access is off unless asked for, public access on.
      if (endpointPublicAccess !== false || endpointPrivateAccess === true) return undefined;
      return "Private and public endpoint access cannot be false";
    },
  },
  {
    id: "cluster-exists",
    types: cluster,
    when: "apply",
    code: "ResourceInUseException",
    link: api("CreateCluster"),
    refuse: (change) => {
      const name = named(change.inputs["name"]);
      const same = change.account
        .withId(types.cluster, name)
        .filter(({ region }) => region === change.region);
      return others(change, same).length > 0 ? `Cluster already exists with name: ${name}` : undefined;
    },
  },
  {
    id: "cluster-deletion-protection",
    types: cluster,
    when: "delete",
    code: "InvalidRequestException",
    link: `${guide}/deletion-protection.html`,
    refuse: ({ self }) =>
      self?.outputs["deletionProtection"] === true
        ? `Cluster ${self.id} has deletion protection enabled; disable it before deleting the cluster`
        : undefined,
  },
  {
    id: "pod-role-not-trusting",
    types: [types.podIdentityAssociation],
    when: "apply",
    code: "InvalidParameterException",
    link: `${guide}/pod-id-role.html`,
    refuse: (change) =>
      isTrusted(change, "pods.eks.amazonaws.com", ["sts:AssumeRole", "sts:TagSession"])
        ? undefined
        : "Trust policy of the role provided is invalid. Follow the official documentation to resolve the issue.",
  },
  {
    id: "pod-identity-exists",
    types: [types.podIdentityAssociation],
    when: "apply",
    code: "ResourceInUseException",
    link: api("CreatePodIdentityAssociation"),
    refuse: (change) => {
      const keys = ["namespace", "serviceAccount"];
      const same = change.account
        .having(types.podIdentityAssociation, "clusterName", named(change.inputs["clusterName"]))
        .filter(
          ({ region, outputs }) =>
            region === change.region && keys.every((key) => outputs[key] === change.inputs[key]),
        );
      const [taken] = others(change, same);
      return taken && `Association already exists: ${taken.id}`;
    },
  },
];

/** Whether each of the three parts of Auto Mode is on. */
function autoMode(inputs: Props): readonly boolean[] {
  return [
    inputs["computeConfig"],
    block(inputs["kubernetesNetworkConfig"])["elasticLoadBalancing"],
    block(inputs["storageConfig"])["blockStorage"],
  ].map((part) => block(part)["enabled"] === true);
}

/** 34 for `1.34`; undefined for what EKS does not take as a version. */
function minorOf(version: string | undefined): number | undefined {
  const minor = /^1\.(\d{2})$/.exec(version ?? "")?.[1];
  return minor === undefined ? undefined : Number(minor);
}

/** Whether a role of this account lets `service` take `actions`; of a role that was there before nothing is known. */
function isTrusted({ account, inputs }: AwsChange, service: string, actions: readonly string[]): boolean {
  const role = account.byArn(named(inputs["roleArn"]));
  if (role?.type !== types.role) return true;
  const policy = JSON.parse(output(role, "assumeRolePolicy") ?? "{}") as Value;
  return statements(policy).some(
    (statement) =>
      listed(block(statement["Principal"])["Service"]).includes(service) &&
      actions.every((action) => listed(statement["Action"]).includes(action)),
  );
}

function statements(policy: Value): readonly Props[] {
  const found = isObject(policy) ? policy["Statement"] : undefined;
  return Array.isArray(found) ? (found as readonly Value[]).filter(isObject) : [block(found)];
}

function listed(value: Value | undefined): readonly Value[] {
  return Array.isArray(value) ? (value as readonly Value[]) : [value ?? null];
}
