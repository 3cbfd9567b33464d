import { types } from "../../../../../../rehearsal/cloud/aws/type-tokens";
import { creation, type RuleCase } from "../../../support/rule-case";

export const secretCases: readonly RuleCase[] = [
  creation(
    "secret-recovery-window",
    types.secret,
    { property: "recoveryWindowInDays" },
    { recoveryWindowInDays: 1 },
    { recoveryWindowInDays: 0 },
  ),
  creation(
    "secret-replica-in-its-own-region",
    types.secret,
    { code: "InvalidParameterException", quote: "Invalid replica region." },
    { replicas: [{ region: "us-east-1" }] },
    { replicas: [{ region: "eu-west-1" }] },
  ),
  creation(
    "secret-replica-key-of-another-region",
    types.secret,
    { code: "InvalidParameterException" },
    ({ keyArn }) => ({ replicas: [{ region: "eu-west-1", kmsKeyId: keyArn }] }),
    { replicas: [{ region: "eu-west-1", kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:key/k" }] },
  ),
];
