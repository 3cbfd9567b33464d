import { types } from "../../../../../../rehearsal/cloud/aws/type-tokens";
import { creation, type RuleCase } from "../../../support/rule-case";

const trust = { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ec2.amazonaws.com" } };
const grant = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
const document = (...statements: readonly object[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });

const inGovCloud = { region: "us-gov-west-1" };
const on = (resource: string) => ({ role: "app", policy: document({ ...grant, Resource: ["*", resource] }) });
const attached = (partition: string) => ({
  role: "app",
  policyArn: `arn:${partition}:iam::aws:policy/AmazonSSMManagedInstanceCore`,
});

export const iamPolicyCases: readonly RuleCase[] = [
  creation(
    "policy-json",
    types.rolePolicy,
    { property: "policy" },
    { role: "app", policy: "{Version: 2012-10-17}" },
    { role: "app", policy: document(grant) },
  ),
  creation(
    "trust-policy-names-a-resource",
    types.role,
    { code: "MalformedPolicyDocument", quote: "Has prohibited field Resource" },
    { assumeRolePolicy: document({ ...trust, Resource: "*" }) },
    { assumeRolePolicy: document(trust) },
  ),
  creation(
    "identity-policy-names-a-principal",
    types.rolePolicy,
    { code: "MalformedPolicyDocument", quote: "Policy document should not specify a principal." },
    { role: "app", policy: document({ ...grant, Principal: "*" }) },
    { role: "app", policy: document(grant) },
  ),
  {
    rule: "statement-for-another-partition",
    expected: {
      code: "MalformedPolicyDocument",
      quote: 'Partition "aws" is not valid for resource "<s3 assets in >".',
    },
    breaks: (aws) => aws.create(types.rolePolicy, on("arn:aws:s3:::assets/*"), inGovCloud),
    passes: async (aws) => {
      await aws.create(types.rolePolicy, on("arn:aws-us-gov:s3:::assets/*"), inGovCloud);
      await aws.create(types.rolePolicy, on("arn:*:s3:::assets/*"), inGovCloud);
      await aws.create(types.rolePolicy, on("arn:aws:s3:::assets/*"));
    },
  },
  {
    rule: "managed-policy-of-another-partition",
    expected: { code: "ValidationError", quote: "Invalid ARN partition" },
    breaks: (aws) => aws.create(types.rolePolicyAttachment, attached("aws"), inGovCloud),
    passes: async (aws) => {
      await aws.create(types.rolePolicyAttachment, attached("aws-us-gov"), inGovCloud);
      await aws.create(types.rolePolicyAttachment, attached("aws"));
    },
  },
  {
    rule: "policies-per-role",
    expected: { code: "LimitExceeded", quote: "Cannot exceed quota for PoliciesPerRole: 10" },
    breaks: async (aws) => {
      for (let count = 1; count <= 11; count++) {
        await aws.create(types.rolePolicyAttachment, {
          role: "app",
          policyArn: `arn:aws:iam::aws:policy/${count}`,
        });
      }
    },
    passes: async (aws) => {
      for (let count = 1; count <= 10; count++) {
        await aws.create(types.rolePolicyAttachment, {
          role: "app",
          policyArn: `arn:aws:iam::aws:policy/${count}`,
        });
      }
    },
  },
];
