/** A distribution, and a load balancer that it alone reaches. */
import * as aws from "@pulumi/aws";

import type { NeighbourContext } from "./context";

export function delivery({ name, vpcId, subnetIds, here }: NeighbourContext): void {
  const group = new aws.ec2.SecurityGroup(name("web"), { vpcId }, here);
  const { id: prefixListId } = aws.ec2.getManagedPrefixListOutput(
    { name: "com.amazonaws.global.cloudfront.origin-facing" },
    here,
  );
  new aws.vpc.SecurityGroupIngressRule(
    name("web"),
    { securityGroupId: group.id, ipProtocol: "tcp", fromPort: 443, toPort: 443, prefixListId },
    here,
  );
  const balancer = new aws.lb.LoadBalancer(
    name("web"),
    {
      subnets: [...subnetIds],
      securityGroups: [group.id],
      enableDeletionProtection: true,
      enableZonalShift: true,
      clientKeepAlive: 60,
    },
    here,
  );
  const originId = "balancer";
  new aws.cloudfront.Distribution(
    name("web"),
    {
      enabled: true,
      origins: [
        {
          originId,
          domainName: balancer.dnsName,
          customOriginConfig: {
            httpPort: 80,
            httpsPort: 443,
            originProtocolPolicy: "https-only",
            originSslProtocols: ["TLSv1.2"],
          },
        },
      ],
      defaultCacheBehavior: {
        targetOriginId: originId,
        viewerProtocolPolicy: "redirect-to-https",
        allowedMethods: ["GET", "HEAD"],
        cachedMethods: ["GET", "HEAD"],
        cachePolicyId: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
      },
      restrictions: { geoRestriction: { restrictionType: "none" } },
      viewerCertificate: { cloudfrontDefaultCertificate: true },
    },
    here,
  );
}
