import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../kit/component";
import type { OriginVerifyHeader } from "./origin-verify-secret";
import type { DistributionAlias } from "./region-records";

export interface ContentDeliveryArgs {
  /** The public name; its records are to lead here (`distributionAlias` of the region records). */
  readonly domainName: string;
  /** The name that is answered by a healthy region, such as `origin.<domainName>`; load balancers need a certificate for it. */
  readonly originName: string;
  /** What the load balancers ask for, so that no client bypasses the distribution. */
  readonly originVerifyHeader: OriginVerifyHeader;
  /** An issued certificate of us-east-1, which is the only region CloudFront takes one from. */
  readonly certificateArn: pulumi.Input<string>;
  /** A web firewall for distributions. @default none */
  readonly webAclArn?: pulumi.Input<string>;
}

/**
 * Caches what the application says may be cached (`Cache-Control`), each host, query string and cookie for itself.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html#managed-cache-policy-origin-cache-headers-query-strings
 */
const useOriginCacheControlHeaders = "4cc15a8a-d715-48a4-82b8-cc0b614638fe";

/**
 * Hands on everything the client sent, `Host` included, so that the application sees the public name.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html#managed-origin-request-policy-all-viewer
 */
const allViewer = "216adef6-5c7f-47e4-b989-5492eafa07d3";

/**
 * A CloudFront distribution in front of all regions. Its origin is one name that Route 53 answers with a healthy
 * region, so a failover is the same with it as without it.
 *
 * Whoever proves nothing gets 403 from the load balancers from the moment they know `originVerifyHeader`: a platform that is
 * already in use puts the distribution in front first, and closes the direct way in a second update.
 */
export class ContentDelivery extends Component {
  readonly distributionId: pulumi.Output<string>;
  readonly distributionArn: pulumi.Output<string>;
  /** What the public name is to be answered with, and the name that is answered by a healthy region instead. */
  readonly distributionAlias: DistributionAlias;

  constructor(name: string, args: ContentDeliveryArgs, opts?: pulumi.ComponentResourceOptions) {
    super("edge:ContentDelivery", name, opts);
    this.require(
      args.originName !== args.domainName,
      `originName must differ from domainName, got ${args.originName} for both; use a name below it, or CloudFront asks itself`,
    );
    const distribution = this.#distribution(args);
    this.distributionId = distribution.id;
    this.distributionArn = distribution.arn;
    this.distributionAlias = {
      dnsName: distribution.domainName,
      hostedZoneId: distribution.hostedZoneId,
      originName: args.originName,
    };
    this.registerOutputs({ distributionId: this.distributionId });
  }

  #distribution(args: ContentDeliveryArgs): aws.cloudfront.Distribution {
    const originId = "regions";
    return new aws.cloudfront.Distribution(
      this.childName("distribution"),
      {
        enabled: true,
        comment: args.domainName,
        aliases: [args.domainName],
        httpVersion: "http2and3",
        isIpv6Enabled: true,
        ...(args.webAclArn !== undefined && { webAclId: args.webAclArn }),
        origins: [
          {
            originId,
            domainName: args.originName,
            customHeaders: [
              { name: args.originVerifyHeader.headerName, value: args.originVerifyHeader.value },
            ],
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
          allowedMethods: ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"],
          cachedMethods: ["GET", "HEAD"],
          compress: true,
          cachePolicyId: useOriginCacheControlHeaders,
          originRequestPolicyId: allViewer,
        },
        restrictions: { geoRestriction: { restrictionType: "none" } },
        viewerCertificate: {
          acmCertificateArn: args.certificateArn,
          sslSupportMethod: "sni-only",
          minimumProtocolVersion: "TLSv1.2_2021",
        },
      },
      this.child(),
    );
  }
}
