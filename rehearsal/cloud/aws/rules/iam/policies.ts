/** Roles and policies of IAM. */
import { partitionOf } from "../../../../../components/kit/zones";
import { isObject, type Props, type Value } from "../../../wire";
import type { AwsRefusalRule } from "../../refusal-rule";
import { docs } from "../documentation";
import { blocks, isSet, named, text, texts } from "../../../values";
import { types } from "../../type-tokens";
import { others } from "../references";

/** Where types keep a policy document. */
const documents: Readonly<Record<string, string>> = {
  [types.role]: "assumeRolePolicy",
  [types.rolePolicy]: "policy",
  [types.managedPolicy]: "policy",
};

/** Managed policies that one role may have; the default of the quota. */
const policiesPerRole = 10;

export const iamPolicies: readonly AwsRefusalRule[] = [
  {
    id: "policy-json",
    types: [...Object.keys(documents), types.key, "aws:s3/bucketPolicy:BucketPolicy"],
    when: "plan",
    property: "policy",
    link: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html",
    refuse: ({ inputs, type }) => {
      const property = documents[type] ?? "policy";
      const written = text(inputs[property]);
      if (written === undefined || isObject(parsed(written))) return undefined;
      return `"${snake(property)}" contains an invalid JSON policy: ${JSON.stringify(written.slice(0, 40))}`;
    },
  },
  {
    id: "trust-policy-names-a-resource",
    types: [types.role],
    when: "apply",
    code: "MalformedPolicyDocument",
    link: docs.iam("CreateRole"),
    refuse: ({ inputs }) =>
      statements(inputs["assumeRolePolicy"]).some((statement) => isSet(statement["Resource"]))
        ? "Has prohibited field Resource"
        : undefined,
  },
  {
    id: "identity-policy-names-a-principal",
    types: [types.rolePolicy, types.managedPolicy],
    when: "apply",
    code: "MalformedPolicyDocument",
    link: docs.iam("PutRolePolicy"),
    refuse: ({ inputs }) =>
      statements(inputs["policy"]).some((statement) => isSet(statement["Principal"]))
        ? "Policy document should not specify a principal."
        : undefined,
  },
  {
    // In IAM's own words: https://github.com/hashicorp/terraform-provider-aws/issues/15623
    id: "statement-for-another-partition",
    types: [types.rolePolicy, types.managedPolicy],
    when: "apply",
    code: "MalformedPolicyDocument",
    link: docs.iam("PutRolePolicy"),
    refuse: ({ inputs, region }) => {
      const foreign = statements(inputs["policy"])
        .flatMap(({ Resource }) => (typeof Resource === "string" ? [Resource] : texts(Resource)))
        .find((arn) => isOfAnotherPartition(arn, region));
      if (foreign === undefined) return undefined;
      return `Partition "${String(partitionOfArn(foreign))}" is not valid for resource "${foreign}".`;
    },
  },
  {
    // In IAM's own words: https://github.com/pulumi/pulumi-aws-apigateway/issues/347
    id: "managed-policy-of-another-partition",
    types: [types.rolePolicyAttachment],
    when: "apply",
    code: "ValidationError",
    link: docs.iam("AttachRolePolicy"),
    refuse: ({ inputs, region }) =>
      isOfAnotherPartition(text(inputs["policyArn"]) ?? "", region) ? "Invalid ARN partition" : undefined,
  },
  {
    id: "policies-per-role",
    types: [types.rolePolicyAttachment],
    when: "apply",
    code: "LimitExceeded",
    link: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html",
    refuse: (change) => {
      const attached = change.account.having(
        types.rolePolicyAttachment,
        "role",
        named(change.inputs["role"]),
      );
      return others(change, attached).length >= policiesPerRole
        ? `Cannot exceed quota for PoliciesPerRole: ${policiesPerRole}`
        : undefined;
    },
  },
];

/** Of an ARN or a pattern of one; undefined where the partition is a pattern itself. */
const partitionOfArn = (arn: string): string | undefined => /^arn:(aws[a-z-]*):/.exec(arn)?.[1];

function isOfAnotherPartition(arn: string, region: string): boolean {
  const partition = partitionOfArn(arn);
  return partition !== undefined && partition !== partitionOf(region);
}

function parsed(document: string): Value {
  try {
    return JSON.parse(document) as Value;
  } catch {
    return null;
  }
}

function statements(document: Value | undefined): readonly Props[] {
  const policy = parsed(text(document) ?? "null");
  const statement = isObject(policy) ? policy["Statement"] : undefined;
  return isObject(statement) ? [statement] : blocks(statement);
}

function snake(property: string): string {
  return property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
