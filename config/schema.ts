import { z } from "zod";
import {
  choice,
  hostName,
  matching,
  must,
  oneOf,
  regionName,
  section,
  urlPath,
  vpcBlock,
  whole,
  zoneName,
} from "./fields";

/** The public Route 53 zone that answers for the domain. */
const hostedZone = z.discriminatedUnion(
  "mode",
  [
    section({
      mode: z.literal("create"),
      /** The domain itself or one above it; its parent must delegate to the zone's name servers. */
      name: hostName(253),
    }),
    section({
      mode: z.literal("existing"),
      /** As the console shows it, such as `Z0123456789ABCDEFGHIJ`. */
      id: matching(
        /^Z[A-Z0-9]{5,31}$/,
        "be the id of a hosted zone",
        "write it as Route 53 shows it, such as Z0123456789ABCDEFGHIJ",
      ),
    }),
  ],
  {
    // Also called for what is no object at all, which the type of `issue` does not say.
    error: (issue: { readonly code: string; readonly input?: unknown }) =>
      issue.code === "invalid_union"
        ? 'must be "create", with the name of a zone, or "existing", with its id; correct it'
        : must("be an object with mode and name, or mode and id", "write these keys below it")(issue),
  },
);

const region = section({
  /** Such as `us-east-1`. */
  name: regionName(),
  /** `active` takes the traffic and the writes; `standby` is complete, and follows. */
  role: choice("active", "standby"),
  /** IPv4 block of the region's VPC, /16 to /22, distinct from every other region's so that they can be peered. */
  cidrBlock: vpcBlock(),
  /** Three zones or more: two must be left to agree when one is lost. Pinned, because a look-up needs credentials. */
  availabilityZones: z
    .array(zoneName(), {
      error: must("be a list of Availability Zones", "list at least 3, such as [us-east-1a, …]"),
    })
    .min(3, {
      error:
        "must list at least 3 zones, so that two are left when one is lost; add another zone of the region",
    }),
});

const network = section({
  /**
   * A gateway in each zone, or one for all, which is cheaper and a single point of failure (the policies refuse it).
   * @default one-per-zone
   */
  natGateways: choice("one-per-zone", "single").default("one-per-zone"),
  /**
   * Days that VPC flow logs are kept: one of CloudWatch Logs' retentions.
   * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
   * @default 30
   */
  flowLogRetentionDays: oneOf(
    1,
    3,
    5,
    7,
    14,
    30,
    60,
    90,
    120,
    150,
    180,
    365,
    400,
    545,
    731,
    1096,
    1827,
    2192,
    2557,
    2922,
    3288,
    3653,
  ).default(30),
});

/** Bounds: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html */
const healthCheck = section({
  /**
   * What the load balancer asks of each instance. Shallow: it must not ask the database, or one slow database takes
   * every instance out.
   * @default /health
   */
  path: urlPath().default("/health"),
  /** Seconds between two checks, 5 to 300; 5 s × 2 failures is the fastest detection there is, 10 s. @default 5 */
  intervalSeconds: whole(5, 300).default(5),
  /** Seconds to wait for an answer, 2 to 120, below the interval. @default 2 */
  timeoutSeconds: whole(2, 120).default(2),
  /** Good answers in a row before an instance takes traffic, 2 to 10. @default 2 */
  healthyThreshold: whole(2, 10).default(2),
  /** Bad answers in a row before it takes none, 2 to 10. @default 2 */
  unhealthyThreshold: whole(2, 10).default(2),
});

const loadBalancer = section({
  /**
   * What stands at a region's entry: an ALB, an NLB that terminates TLS, or an NLB (fixed addresses) in front of an ALB.
   * @default application
   */
  kind: choice("application", "network", "network-to-application").default("application"),
  /** Seconds that requests in flight have when an instance leaves, 0 to 3600; AWS's own default is 300. @default 30 */
  deregistrationDelaySeconds: whole(0, 3600).default(30),
  healthCheck: healthCheck.prefault({}),
});

const appTier = section({
  /** The container every instance runs, pinned to a version or a digest: a moving tag changes under a running fleet. */
  image: matching(
    /^[a-z0-9.-]+(:\d+)?(\/[a-z0-9._-]+)+(:(?!latest(@|$))\w[\w.-]{0,127}(@sha256:[0-9a-f]{64})?|@sha256:[0-9a-f]{64})$/,
    "be a container image with its registry, pinned to a version or digest",
    "write one such as public.ecr.aws/team/app:1.4.2; latest moves under a running fleet",
  ),
  /** TCP port that the container serves HTTP on, told to it as `PORT`. @default 8080 */
  port: whole(1, 65_535).default(8080),
  /** EC2 instance type, such as `m7g.large`. */
  instanceType: matching(
    /^[a-z][a-z0-9-]*\.[a-z0-9-]+$/,
    "be an EC2 instance type",
    "write one such as m7g.large",
  ),
  /**
   * Instances in each region at any time. What is left after losing a zone must carry the load: if 4 of them can,
   * over 3 zones, this is 6.
   */
  minInstances: whole(3, 1000, "one in each of three zones"),
  /** Instances in each region at most; at least `minInstances`. */
  maxInstances: whole(3, 1000),
  /**
   * The deep check that moves a region: answers 200 only where the region can serve completely, writes included.
   * @default /ready
   */
  readinessPath: urlPath().default("/ready"),
});

/** Bounds: https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html */
const database = section({
  /** Such as `db.m7g.xlarge`; the same in every region, so that a promoted standby carries the load. */
  instanceClass: matching(
    /^db\.[a-z0-9-]+\.[a-z0-9-]+$/,
    "be an RDS instance class",
    "write one such as db.m7g.large",
  ),
  /** Major version of PostgreSQL, in quotes, such as `"17"`; RDS chooses the minor one and keeps it current. */
  engineVersion: matching(
    /^[1-9]\d$/,
    "be a major version of PostgreSQL in quotes",
    'write one such as "17"; RDS keeps the minor version current',
  ),
  /** GiB of storage to begin with (gp3), 20 to 65536. */
  allocatedStorageGiB: whole(20, 65_536),
  /** GiB that storage grows to by itself; at least 10 % above `allocatedStorageGiB`. */
  maxAllocatedStorageGiB: whole(22, 65_536),
  /** Days back to which any second can be restored, 7 to 35. @default 7 */
  backupRetentionDays: whole(7, 35).default(7),
  /** Read replicas in the active region, beside the multi-AZ standby, 0 to 15. @default 0 */
  readReplicas: whole(0, 15).default(0),
});

/** Bounds: https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html */
const cache = section({
  /** Major and minor version of Valkey, 7.2 or later, in quotes, such as `"8.0"`; patches come by themselves. */
  engineVersion: matching(
    /^(7\.[2-9]|([89]|[1-9]\d)\.\d+)$/,
    "be a major and minor version of Valkey in quotes, 7.2 or later",
    'write one such as "8.0"',
  ),
  /** Such as `cache.r7g.large`. */
  nodeType: matching(
    /^cache\.[a-z0-9-]+\.[a-z0-9-]+$/,
    "be an ElastiCache node type",
    "write one such as cache.r7g.large",
  ),
  /** Parts the keys are spread over, 1 to 250. */
  shards: whole(1, 250),
  /** Copies of each shard in other zones, 1 to 5. Never 0: then there is nothing to fail over to. */
  replicasPerShard: whole(1, 5, "failover needs a replica"),
  /** What a full cache forgets. @default allkeys-lru */
  maxmemoryPolicy: choice(
    "allkeys-lru",
    "allkeys-lfu",
    "allkeys-random",
    "volatile-lru",
    "volatile-lfu",
    "volatile-random",
    "volatile-ttl",
    "noeviction",
  ).default("allkeys-lru"),
  /** Days that daily snapshots are kept, 1 to 35. @default 7 */
  snapshotRetentionDays: whole(1, 35).default(7),
});

const objectStore = section({
  /** Days that overwritten and deleted objects can be brought back. @default 30 */
  noncurrentVersionRetentionDays: whole(1, 36_500).default(30),
});

/** Bounds: https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html */
const dns = section({
  /** Seconds between two checks of a region: 10 or 30; fixed once created. @default 10 */
  healthCheckIntervalSeconds: oneOf(10, 30).default(10),
  /** Failed checks in a row before a region counts as down, 1 to 10; × the interval is the detection time. @default 3 */
  healthCheckFailureThreshold: whole(1, 10).default(3),
});

/** What losing a region may cost. Predictions and drills are held against it. */
const objectives = section({
  /** Seconds until service is back. @default 900 */
  recoveryTimeSeconds: whole(1, 604_800).default(900),
  /** Seconds of written data that may be lost. @default 300 */
  recoveryPointSeconds: whole(0, 604_800).default(300),
});

/** One region, or the active one and its standbys in the order they take over. */
const regions = z
  .array(region, {
    error: must("be a list of regions", "list each with name, role, cidrBlock and availabilityZones"),
  })
  .refine((list): list is [RegionSettings, ...RegionSettings[]] => list.length > 0, {
    error: "must list at least one region; add one with name, role, cidrBlock and availabilityZones",
  });

/** The settings of one stack, as they are written below `standfast:` in its file. */
export const settingsSchema = section({
  /** The name the world uses, at most 64 characters, which is what a certificate's common name may have.
   * https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html */
  domainName: hostName(64),
  hostedZone,
  regions,
  network: network.prefault({}),
  loadBalancer: loadBalancer.prefault({}),
  appTier,
  database,
  cache,
  objectStore: objectStore.prefault({}),
  dns: dns.prefault({}),
  /**
   * `protected`: neither Pulumi nor AWS deletes data or entry; `disposable`: `pulumi destroy` takes everything.
   * @default protected
   */
  dataProtection: choice("protected", "disposable").default("protected"),
  objectives: objectives.prefault({}),
});

export type RegionSettings = z.output<typeof region>;
export type Settings = z.output<typeof settingsSchema>;
