import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Settings } from "../../config";
import type { OriginClients } from "../network/flows";

/**
 * Who alone may reach the load balancers of a region behind a distribution: the header of the origin proves that a
 * request came through it, and the security groups leave nobody else to ask.
 *
 * AWS keeps the addresses in lists of its own, whose ids it tells by a look-up only. So a preview of a stack with
 * `contentDelivery: cloudfront` needs credentials, and no other one does.
 * https://docs.aws.amazon.com/vpc/latest/userguide/working-with-aws-managed-prefix-lists.html
 */
export function originClients(
  { contentDelivery, regions }: Settings,
  region: string,
  provider: aws.Provider,
): OriginClients | undefined {
  if (contentDelivery === "none") return undefined;
  const listOf = (name: string): pulumi.Output<string> =>
    aws.ec2.getManagedPrefixListOutput({ name }, { provider }).id;
  return {
    distributions: listOf("com.amazonaws.global.cloudfront.origin-facing"),
    // A single region answers unasked.
    healthCheckers: regions.length > 1 ? listOf(`com.amazonaws.${region}.route53-healthchecks`) : undefined,
  };
}
