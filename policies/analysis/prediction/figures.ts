/**
 * How long the parts of a recovery take: the one table of figures. Published figures are AWS's or Kubernetes's own, the
 * upper end where they give a range; the others are assumptions that the pack's configuration may replace.
 */
export interface Figure {
  readonly seconds: number;
  readonly basis: "published" | "assumed";
  /** What is timed, as a term of the sum. */
  readonly term: string;
  /** What the source says of it. */
  readonly detail?: string;
  readonly source: string;
}

const RDS = "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide";

/** How a store takes over inside its region. */
export const TAKEOVERS: Readonly<Record<string, Figure>> = {
  "rds-multi-az-instance": {
    seconds: 120,
    basis: "published",
    term: "Multi-AZ failover of RDS",
    detail: "60 to 120 s",
    source: `${RDS}/Concepts.MultiAZ.Failover.html`,
  },
  "rds-multi-az-cluster": {
    seconds: 35,
    basis: "published",
    term: "failover of a Multi-AZ cluster",
    detail: "under 35 s",
    source: `${RDS}/multi-az-db-clusters-concepts-failover.html`,
  },
  aurora: {
    seconds: 60,
    basis: "published",
    term: "Aurora failover to a reader",
    detail: "under 60 s",
    source:
      "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html",
  },
  "elasticache-failover": {
    seconds: 60,
    basis: "assumed",
    term: "ElastiCache failover",
    detail: "AWS: seconds",
    source: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html",
  },
};

/** A copy in another region: how long until it takes writes, and how far it may lag. */
export interface CopyFigures {
  readonly takeover: Figure | undefined;
  /** Whether somebody has to decide and command it. */
  readonly byCommand: boolean;
  /** Undefined where no bound is published. */
  readonly lag: Figure | undefined;
}

const atOnce = (source: string): Figure => ({
  seconds: 0,
  basis: "published",
  term: "the copy takes writes as it is",
  source,
});

const S3_REPLICATION = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-time-control.html";
const DYNAMODB =
  "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/V2globaltables_HowItWorks.html";
const AURORA_GLOBAL = "https://aws.amazon.com/rds/aurora/global-database/";
const CACHE_GLOBAL = "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastore.html";

export const COPIES: Readonly<Record<string, CopyFigures>> = {
  "rds-promotion": {
    takeover: {
      seconds: 300,
      basis: "assumed",
      term: "promotion of the RDS replica",
      detail: "AWS: several minutes",
      source: `${RDS}/USER_ReadRepl.Promote.html`,
    },
    byCommand: true,
    lag: {
      seconds: 60,
      basis: "assumed",
      term: "lag of the RDS replica",
      detail: "AWS gives no bound",
      source: `${RDS}/USER_ReadRepl.XRgn.html`,
    },
  },
  "aurora-global": {
    takeover: {
      seconds: 60,
      basis: "published",
      term: "promotion in the Aurora global database",
      detail: "under a minute",
      source: AURORA_GLOBAL,
    },
    byCommand: true,
    lag: {
      seconds: 1,
      basis: "published",
      term: "lag of the Aurora global database",
      detail: "about 1 s",
      source: AURORA_GLOBAL,
    },
  },
  "elasticache-global": {
    takeover: {
      seconds: 60,
      basis: "assumed",
      term: "promotion in the Global Datastore",
      detail: "AWS: under a minute",
      source: CACHE_GLOBAL,
    },
    byCommand: true,
    lag: {
      seconds: 1,
      basis: "assumed",
      term: "lag of the Global Datastore",
      detail: "AWS: under 1 s",
      source: CACHE_GLOBAL,
    },
  },
  "dynamodb-global": {
    takeover: atOnce(DYNAMODB),
    byCommand: false,
    lag: {
      seconds: 1,
      basis: "published",
      term: "lag of the global table",
      detail: "about 1 s",
      source: DYNAMODB,
    },
  },
  "s3-replica": { takeover: atOnce(S3_REPLICATION), byCommand: false, lag: undefined },
  "s3-replica-timed": {
    takeover: atOnce(S3_REPLICATION),
    byCommand: false,
    lag: {
      seconds: 900,
      basis: "published",
      term: "S3 Replication Time Control",
      detail: "99.99 % within 15 min",
      source: S3_REPLICATION,
    },
  },
};

/** From the alarm that starts a plan to the first of its blocks. */
export const REGION_SWITCH_START: Figure = {
  seconds: 30,
  basis: "assumed",
  term: "Region switch starts its plan",
  detail: "AWS gives no figure",
  source: "https://docs.aws.amazon.com/r53recovery/latest/dg/plan-execution-rs.html",
};

export const ALIAS_TTL: Figure = {
  seconds: 60,
  basis: "published",
  term: "DNS answer of a load balancer",
  source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-delete.html",
};

export const NODE_GRACE: Figure = {
  seconds: 50,
  basis: "published",
  term: "Kubernetes notices a dead node",
  detail: "node-monitor-grace-period, 50 s",
  source: "https://kubernetes.io/docs/reference/command-line-tools-reference/kube-controller-manager/",
};

export const SOURCES = {
  targetCheck:
    "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html",
  dnsCheck:
    "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html",
  clientKeepAlive:
    "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#client-keep-alive",
  alarm: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html",
  decision: `${RDS}/USER_ReadRepl.Promote.html`,
  recordTtl:
    "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values-shared.html",
} as const;
