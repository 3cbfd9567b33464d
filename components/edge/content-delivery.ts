import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../kit/component";
import type { OriginProof } from "./origin-secret";

export interface ContentDeliveryArgs {
  /** The name the world uses. */
  readonly domainName: string;
  /** The public zone that answers for `domainName`. */
  readonly hostedZoneId: pulumi.Input<string>;
  /** The name that is answered by a healthy region, such as `origin.<domainName>`; load balancers need a certificate for it. */
  readonly originName: string;
  /** What the load balancers ask for, so that nobody walks around the distribution. */
  readonly originProof: OriginProof;
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
 * Hands on everything the client sent, `Host` included, so that the application sees the name the world uses.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html#managed-origin-request-policy-all-viewer
 */
const allViewer = "216adef6-5c7f-47e4-b989-5492eafa07d3";

/**
 * A CloudFront distribution in front of all regions. Its origin is one name that Route 53 answers with a healthy
 * region, so a failover is the same with it as without it.
 *
 * For a platform that is new, or whose name may be unanswered for some minutes: while `domainName` still has records
 * of its own, Route 53 refuses these beside them.
 */
export class ContentDelivery extends Component {
  readonly distributionId: pulumi.Output<string>;
  readonly distributionArn: pulumi.Output<string>;

  constructor(name: string, args: ContentDeliveryArgs, opts?: pulumi.ComponentResourceOptions) {
    super("edge:ContentDelivery", name, opts);
    this.require(
      args.originName !== args.domainName,
      `originName must differ from domainName, got ${args.originName} for both; use a name below it, or CloudFront asks itself`,
    );
    const distribution = this.#distribution(args);
    for (const type of ["A", "AAAA"] as const) {
      new aws.route53.Record(
        this.childName(type.toLowerCase()),
        {
          zoneId: args.hostedZoneId,
          name: args.domainName,
          type,
          aliases: [
            // Route 53 cannot ask a distribution how it is.
            { name: distribution.domainName, zoneId: distribution.hostedZoneId, evaluateTargetHealth: false },
          ],
        },
        this.child(),
      );
    }
    this.distributionId = distribution.id;
    this.distributionArn = distribution.arn;
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
            customHeaders: [{ name: args.originProof.headerName, value: args.originProof.value }],
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
