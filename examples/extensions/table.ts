import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Extension } from "../../components/global/platform";

/**
 * A DynamoDB table that is in every region of the stack: each takes reads and writes, and copies to the others in about a
 * second. Created in the active region, with point-in-time recovery, and a role of the application that may use it.
 */
export const ordersTable: Extension = ({ services: [active, ...others] }) => {
  const { region } = active;
  const table = new aws.dynamodb.Table(
    "orders",
    {
      billingMode: "PAY_PER_REQUEST",
      hashKey: "id",
      attributes: [{ name: "id", type: "S" }],
      streamEnabled: true,
      streamViewType: "NEW_AND_OLD_IMAGES",
      pointInTimeRecovery: { enabled: true },
      deletionProtectionEnabled: region.protection === "protected",
      serverSideEncryption: { enabled: true, kmsKeyArn: region.keyArn },
      replicas: others.map((other) => ({
        regionName: other.region.name,
        kmsKeyArn: other.region.keyArn,
        pointInTimeRecovery: true,
        deletionProtectionEnabled: other.region.protection === "protected",
      })),
    },
    { parent: region, protect: region.protection === "protected" },
  );
  for (const { region: own, app } of [active, ...others]) {
    // The copy of each region by its own name: no region asks another for its data.
    const arn = table.arn.apply((it) => it.replace(`:${region.name}:`, `:${own.name}:`));
    new aws.iam.RolePolicy(
      `${own.name}-orders`,
      {
        role: app.roleName,
        policy: pulumi.jsonStringify({
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Action: ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:Query"],
              Resource: arn,
            },
            {
              Effect: "Allow",
              Action: "kms:Decrypt",
              Resource: own.keyArn,
              Condition: { StringEquals: { "kms:ViaService": `dynamodb.${own.name}.amazonaws.com` } },
            },
          ],
        }),
      },
      { parent: own },
    );
  }
};
