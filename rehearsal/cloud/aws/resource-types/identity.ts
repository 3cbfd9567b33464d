import { ACCOUNT, idFrom, uuid, type AwsResourceType, type AwsResourceTypes } from "../resource-type";

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html */
const uniqueIdPrefix: Readonly<Record<string, string>> = {
  Role: "AROA",
  InstanceProfile: "AIPA",
  Policy: "ANPA",
};

function iam(
  noun: string,
  path: string,
  maxLength: number,
  more: Partial<AwsResourceType> = {},
): AwsResourceType {
  return {
    api: ["IAM", noun],
    id: idFrom("name"),
    arn: ({ text }) => `iam::${ACCOUNT}:${path}${text("path") || "/"}${text("name")}`,
    autoname: { property: "name", maxLength },
    global: true,
    computed: { uniqueId: (entity) => `${uniqueIdPrefix[noun] ?? "A"}${entity.hex(17).toUpperCase()}` },
    ...more,
  };
}

export const identity: AwsResourceTypes = {
  "aws:iam/role:Role": iam("Role", "role", 64),
  "aws:iam/policy:Policy": iam("Policy", "policy", 128, {
    id: ({ text }) => `arn:aws:iam::${ACCOUNT}:policy${text("path") || "/"}${text("name")}`,
  }),
  "aws:iam/instanceProfile:InstanceProfile": iam("InstanceProfile", "instance-profile", 128),
  "aws:iam/rolePolicy:RolePolicy": iam("RolePolicy", "role", 128, {
    operations: { creating: "PutRolePolicy", updating: "PutRolePolicy" },
    id: ({ text }) => `${text("role")}:${text("name")}`,
  }),
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": {
    api: ["IAM", "RolePolicyAttachment"],
    operations: { creating: "AttachRolePolicy", deleting: "DetachRolePolicy" },
    id: ({ text, hex }) => `${text("role")}-${hex(26)}`,
    global: true,
  },
  "aws:kms/key:Key": {
    api: ["KMS", "Key"],
    operations: { deleting: "ScheduleKeyDeletion" },
    id: uuid,
    arn: ({ region, id }) => `kms:${region}:${ACCOUNT}:key/${id}`,
    computed: {
      keyId: ({ id }) => id,
      policy: () =>
        JSON.stringify({
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
              Action: "kms:*",
              Resource: "*",
            },
          ],
        }),
    },
  },
  "aws:kms/alias:Alias": {
    api: ["KMS", "Alias"],
    id: idFrom("name"),
    arn: ({ region, id }) => `kms:${region}:${ACCOUNT}:${id}`,
    autoname: { property: "name", maxLength: 256, prefix: "alias/" },
  },
  "aws:secretsmanager/secret:Secret": {
    api: ["Secrets Manager", "Secret"],
    id: (secret) =>
      `arn:aws:secretsmanager:${secret.region}:${ACCOUNT}:secret:${secret.text("name")}-${secret.hex(6)}`,
    arn: (secret) =>
      `secretsmanager:${secret.region}:${ACCOUNT}:secret:${secret.text("name")}-${secret.hex(6)}`,
    autoname: { property: "name", maxLength: 512 },
  },
  "aws:secretsmanager/secretVersion:SecretVersion": {
    api: ["Secrets Manager", "SecretVersion"],
    id: (version) => `${version.text("secretId")}|terraform-${version.hex(26)}`,
    computed: { versionId: (version) => `terraform-${version.hex(26)}`, versionStages: () => ["AWSCURRENT"] },
  },
};
