import { types } from "../../../../../rehearsal/cloud/aws/rules/references";
import { creation, type RuleCase } from "../../support/rule-case";

const trust = { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ec2.amazonaws.com" } };
const grant = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
const document = (...statements: readonly object[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });

export const identityCases: readonly RuleCase[] = [
  creation(
    "policy-json",
    types.rolePolicy,
    '"policy" contains an invalid JSON policy: "{Version: 2012-10-17}"',
    { role: "app", policy: "{Version: 2012-10-17}" },
    { role: "app", policy: document(grant) },
  ),
  creation(
    "trust-policy-names-a-resource",
    types.role,
    "Has prohibited field Resource",
    { assumeRolePolicy: document({ ...trust, Resource: "*" }) },
    { assumeRolePolicy: document(trust) },
  ),
  creation(
    "identity-policy-names-a-principal",
    types.rolePolicy,
    "Policy document should not specify a principal.",
    { role: "app", policy: document({ ...grant, Principal: "*" }) },
    { role: "app", policy: document(grant) },
  ),
  {
    rule: "policies-per-role",
    message: "Cannot exceed quota for PoliciesPerRole: 10",
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
  creation(
    "key-deletion-window",
    types.key,
    "expected deletion_window_in_days to be in the range (7 - 30), got 6",
    { deletionWindowInDays: 6 },
    { deletionWindowInDays: 7 },
  ),
  creation(
    "secret-recovery-window",
    types.secret,
    "expected recovery_window_in_days to be 0 or in the range (7 - 30), got 1",
    { recoveryWindowInDays: 1 },
    { recoveryWindowInDays: 0 },
  ),
  creation(
    "secret-replica-in-its-own-region",
    types.secret,
    "Invalid replica region.",
    { replicas: [{ region: "us-east-1" }] },
    { replicas: [{ region: "eu-west-1" }] },
  ),
  creation(
    "secret-replica-key-of-another-region",
    types.secret,
    "The KMS key <kms key in us-east-1> is not in the replica's region eu-west-1.",
    ({ keyArn }) => ({ replicas: [{ region: "eu-west-1", kmsKeyId: keyArn }] }),
    { replicas: [{ region: "eu-west-1", kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:key/k" }] },
  ),
];
