import { AutoScalingClient } from "@aws-sdk/client-auto-scaling";
import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { EC2Client } from "@aws-sdk/client-ec2";
import { ElastiCacheClient } from "@aws-sdk/client-elasticache";
import { ElasticLoadBalancingV2Client } from "@aws-sdk/client-elastic-load-balancing-v2";
import { FisClient } from "@aws-sdk/client-fis";
import { RDSClient } from "@aws-sdk/client-rds";
import { STSClient } from "@aws-sdk/client-sts";

// The SDK warns on Node 20 about versions of itself to come; ours is pinned and supports it.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";

/** How AWS is reached. Credentials come from the SDK's own chain. */
export interface AwsClientOptions {
  /** @default each service's own endpoint in its region */
  readonly endpoint?: string;
}

/** AWS in one region. */
export class RegionClients {
  readonly autoScaling: AutoScalingClient;
  readonly cloudWatch: CloudWatchClient;
  readonly ec2: EC2Client;
  readonly elastiCache: ElastiCacheClient;
  readonly fis: FisClient;
  readonly loadBalancing: ElasticLoadBalancingV2Client;
  readonly rds: RDSClient;
  readonly sts: STSClient;

  constructor(
    readonly region: string,
    clientOptions: AwsClientOptions = {},
  ) {
    // A call that hangs must not hold the drill for longer than an alarm may ring.
    const requestHandler = { connectionTimeout: 3_000, requestTimeout: 10_000 };
    const config = { region, maxAttempts: 3, requestHandler, ...clientOptions };
    this.autoScaling = new AutoScalingClient(config);
    this.cloudWatch = new CloudWatchClient(config);
    this.ec2 = new EC2Client(config);
    this.elastiCache = new ElastiCacheClient(config);
    this.fis = new FisClient(config);
    this.loadBalancing = new ElasticLoadBalancingV2Client(config);
    this.rds = new RDSClient(config);
    this.sts = new STSClient(config);
  }

  close(): void {
    for (const client of [this.autoScaling, this.cloudWatch, this.ec2, this.elastiCache]) client.destroy();
    for (const client of [this.fis, this.loadBalancing, this.rds, this.sts]) client.destroy();
  }
}
