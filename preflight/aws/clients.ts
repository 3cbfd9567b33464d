import { AutoScalingClient } from "@aws-sdk/client-auto-scaling";
import { EC2Client } from "@aws-sdk/client-ec2";
import { ECRClient } from "@aws-sdk/client-ecr";
import { ElastiCacheClient } from "@aws-sdk/client-elasticache";
import { ElasticLoadBalancingV2Client } from "@aws-sdk/client-elastic-load-balancing-v2";
import { IAMClient } from "@aws-sdk/client-iam";
import { RDSClient } from "@aws-sdk/client-rds";
import { Route53Client } from "@aws-sdk/client-route-53";
import { S3Client } from "@aws-sdk/client-s3";
import { ServiceQuotasClient } from "@aws-sdk/client-service-quotas";
import { STSClient } from "@aws-sdk/client-sts";

// The SDK warns on Node 20 about versions of itself to come; ours is pinned and supports it.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";

/**
 * Where the worldwide services of a plan's partition are asked.
 * @see https://docs.aws.amazon.com/general/latest/gr/rande.html#global-endpoints
 */
export function homeRegionOf(regions: readonly string[]): string {
  if (regions.some((region) => region.startsWith("us-gov-"))) return "us-gov-west-1";
  return regions.some((region) => region.startsWith("cn-")) ? "cn-northwest-1" : "us-east-1";
}

/** Where each service is reached; the SDK's own environment variables work as well. */
export interface PreflightEndpoints {
  /** @default each service's own endpoint in its region */
  readonly endpoint?: string;
  /** Of the services that are reached elsewhere. */
  readonly quotas?: string;
  readonly rds?: string;
  readonly elastiCache?: string;
}

/** AWS in one region, as far as the preflight asks it. */
export class PreflightClients {
  readonly autoScaling: AutoScalingClient;
  readonly ec2: EC2Client;
  readonly ecr: ECRClient;
  readonly elastiCache: ElastiCacheClient;
  readonly iam: IAMClient;
  readonly loadBalancing: ElasticLoadBalancingV2Client;
  readonly quotas: ServiceQuotasClient;
  readonly rds: RDSClient;
  readonly route53: Route53Client;
  readonly s3: S3Client;
  readonly sts: STSClient;

  constructor(region: string, endpoints: PreflightEndpoints = {}) {
    // Many questions at once meet the limits of Service Quotas: the SDK waits and asks again.
    const requestHandler = { connectionTimeout: 5_000, requestTimeout: 20_000 };
    const config = (endpoint = endpoints.endpoint) => ({
      region,
      maxAttempts: 8,
      requestHandler,
      ...(endpoint !== undefined && { endpoint }),
    });
    this.autoScaling = new AutoScalingClient(config());
    this.ec2 = new EC2Client(config());
    this.ecr = new ECRClient(config());
    this.elastiCache = new ElastiCacheClient(config(endpoints.elastiCache));
    this.iam = new IAMClient(config());
    this.loadBalancing = new ElasticLoadBalancingV2Client(config());
    this.quotas = new ServiceQuotasClient(config(endpoints.quotas));
    this.rds = new RDSClient(config(endpoints.rds));
    this.route53 = new Route53Client(config());
    this.s3 = new S3Client({ ...config(), forcePathStyle: endpoints.endpoint !== undefined });
    this.sts = new STSClient(config());
  }

  close(): void {
    for (const client of [this.autoScaling, this.ec2, this.ecr, this.elastiCache, this.iam]) client.destroy();
    for (const client of [this.loadBalancing, this.quotas, this.rds, this.route53]) client.destroy();
    for (const client of [this.s3, this.sts]) client.destroy();
  }
}

export type ClientsOf = (region: string) => PreflightClients;
