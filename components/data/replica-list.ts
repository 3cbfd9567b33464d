/** The ordered list of buckets with which an application outlives one of them, as that application's configuration. */

/** A bucket of the platform; `Name` is a string, or what will be one. */
export interface BucketReplica<Name> {
  readonly region: string;
  readonly bucket: Name;
}

/** A bucket of another provider, asked when every region has failed. */
export interface ExternalFallback {
  /** What logs and metrics call it, such as `cloudflare-dr`. */
  readonly name: string;
  /** URL of its S3 API, such as `https://….r2.cloudflarestorage.com`. */
  readonly endpoint: string;
  readonly bucket: string;
  readonly timeoutSeconds: number;
  /** Path of the file with its access key, which AWS's roles do not open. */
  readonly credentialsFile: string;
}

/** When to stop asking a bucket that fails, and when to try it again. */
export interface CircuitBreaker {
  /** Failures in a row that open it: the bucket is passed over. */
  readonly failureThreshold: number;
  /** Successes in a row that close it again. */
  readonly successThreshold: number;
  /** Seconds for which it stays open. */
  readonly openSeconds: number;
  /** Requests let through on trial after that. */
  readonly halfOpenRequests: number;
}

export interface ReplicaListArgs<Name> {
  /** Region of the application that reads the list. */
  readonly region: string;
  /** The buckets of all regions in the order in which regions take over; that of `region` among them. */
  readonly replicas: readonly BucketReplica<Name>[];
  /** Seconds to wait for an answer, by priority; the last is for all that follow. */
  readonly timeoutsSeconds: readonly number[];
  readonly circuitBreaker: CircuitBreaker;
  /** @default none: when no region answers, the request fails */
  readonly externalFallback?: ExternalFallback;
}

/** As it is written to JSON, in the words of the proxies that read it. */
export interface ReplicaList<Name> {
  readonly replicas: readonly ReplicaListItem<Name>[];
  readonly circuit_breaker: {
    readonly failure_threshold: number;
    readonly success_threshold: number;
    readonly timeout_seconds: number;
    readonly half_open_requests: number;
  };
}

export interface ReplicaListItem<Name> {
  readonly name: string;
  readonly bucket: Name | string;
  /** 1 is asked first. */
  readonly priority: number;
  readonly timeout_seconds: number;
  /** Of a bucket on AWS, which the application's role opens. */
  readonly region?: string;
  /** Of a bucket elsewhere, together with the file that opens it. */
  readonly endpoint?: string;
  readonly credentials_file?: string;
}

/**
 * The buckets in the order in which an application asks them: its own region's, the others in failover order, and the
 * last resort. Timeouts grow with the distance, so that one slow bucket does not use up the patience for all.
 * @throws {RangeError} without the region's own bucket, or without a timeout.
 */
export function replicaList<Name>(args: ReplicaListArgs<Name>): ReplicaList<Name> {
  const { region, replicas, timeoutsSeconds, circuitBreaker, externalFallback } = args;
  const own = replicas.find((replica) => replica.region === region);
  if (!own) throw new RangeError(`replicas must have the bucket of ${region}, got none; add it`);
  const ordered = [own, ...replicas.filter((replica) => replica !== own)];
  const last = timeoutsSeconds.at(-1);
  if (last === undefined) throw new RangeError("timeoutsSeconds must list at least 1, got none; add one");

  const items = ordered.map((replica, at) => ({
    name: replica.region,
    region: replica.region,
    bucket: replica.bucket,
    priority: at + 1,
    timeout_seconds: timeoutsSeconds[at] ?? last,
  }));
  return {
    replicas: [...items, ...(externalFallback ? [itemOf(externalFallback, items.length + 1)] : [])],
    circuit_breaker: {
      failure_threshold: circuitBreaker.failureThreshold,
      success_threshold: circuitBreaker.successThreshold,
      timeout_seconds: circuitBreaker.openSeconds,
      half_open_requests: circuitBreaker.halfOpenRequests,
    },
  };
}

function itemOf(externalFallback: ExternalFallback, priority: number): ReplicaListItem<never> {
  const { name, endpoint, bucket, timeoutSeconds, credentialsFile } = externalFallback;
  return {
    name,
    endpoint,
    bucket,
    priority,
    timeout_seconds: timeoutSeconds,
    credentials_file: credentialsFile,
  };
}
