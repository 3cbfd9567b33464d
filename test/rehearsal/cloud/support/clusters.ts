import { types } from "../../../../rehearsal/cloud/aws/type-tokens";
import type { Props } from "../../../../rehearsal/cloud/wire";
import type { Aws } from "./aws";
import type { RegionFixture } from "./region-fixture";

/** Inputs of an EKS cluster in Auto Mode, with a role that EKS may take. */
export async function autoModeCluster(aws: Aws, { region, subnetIds }: RegionFixture): Promise<Props> {
  const role = await aws.create(
    types.role,
    {
      assumeRolePolicy: JSON.stringify({
        Statement: [
          {
            Effect: "Allow",
            Action: ["sts:AssumeRole", "sts:TagSession"],
            Principal: { Service: "eks.amazonaws.com" },
          },
        ],
      }),
    },
    { region },
  );
  return {
    roleArn: role.outputs["arn"] as string,
    version: "1.34",
    vpcConfig: { subnetIds },
    computeConfig: { enabled: true, nodePools: ["general-purpose"], nodeRoleArn: "node-role" },
    kubernetesNetworkConfig: { elasticLoadBalancing: { enabled: true } },
    storageConfig: { blockStorage: { enabled: true } },
    bootstrapSelfManagedAddons: false,
  };
}
