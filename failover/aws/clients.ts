import { AutoScalingClient } from "@aws-sdk/client-auto-scaling";
import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { EC2Client } from "@aws-sdk/client-ec2";
import { ECRClient } from "@aws-sdk/client-ecr";
import { ElastiCacheClient } from "@aws-sdk/client-elasticache";
import { RDSClient } from "@aws-sdk/client-rds";
import { ServiceQuotasClient } from "@aws-sdk/client-service-quotas";
import { STSClient } from "@aws-sdk/client-sts";

// The SDK warns on Node 20 about versions of itself to come; ours is pinned and supports it.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";

/**
 * AWS in one region, each service at its endpoint there. Elsewhere it is set with the SDK's own AWS_ENDPOINT_URL. STS is
 * asked in the region too: its global endpoint is served by us-east-1.
 */
export class RegionClients {
  readonly autoScaling: AutoScalingClient;
  readonly cloudWatch: CloudWatchClient;
  readonly ec2: EC2Client;
  readonly ecr: ECRClient;
  readonly elastiCache: ElastiCacheClient;
  readonly quotas: ServiceQuotasClient;
  readonly rds: RDSClient;
  readonly sts: STSClient;

  /** @param patience of a region that may be lost: one attempt, and soon given up. */
  constructor(
    readonly region: string,
    patience: "patient" | "one-attempt",
  ) {
    const one = patience === "one-attempt";
    const requestHandler = { connectionTimeout: 2_000, requestTimeout: one ? 3_000 : 10_000 };
    const config = { region, maxAttempts: one ? 1 : 4, requestHandler };
    this.autoScaling = new AutoScalingClient(config);
    this.cloudWatch = new CloudWatchClient(config);
    this.ec2 = new EC2Client(config);
    this.ecr = new ECRClient(config);
    this.elastiCache = new ElastiCacheClient(config);
    this.quotas = new ServiceQuotasClient(config);
    this.rds = new RDSClient(config);
    this.sts = new STSClient(config);
  }

  close(): void {
    for (const client of [this.autoScaling, this.cloudWatch, this.ec2, this.ecr]) client.destroy();
    for (const client of [this.elastiCache, this.quotas, this.rds, this.sts]) client.destroy();
  }
}
