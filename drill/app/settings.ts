import { z } from "zod";

/** The reference application's settings, from its environment. */
const settingsSchema = z.object({
  APP_NAME: z.string().min(1),
  /** The region that it runs in, which every answer names. */
  APP_REGION: z.string().min(1),
  /** `host:port` to serve on. */
  APP_LISTEN: z.string().regex(/^[\d.]+:\d+$/),
  APP_DATABASE_URL: z.string().startsWith("postgres://"),
  /** `host:port` of every Sentinel, separated by commas. */
  APP_SENTINELS: z.string().regex(/^[\d.]+:\d+(,[\d.]+:\d+)*$/),
  APP_CACHE_PASSWORD: z.string(),
  /** Replicas that must have a cache write before it is acknowledged. */
  APP_CACHE_WAIT_REPLICAS: z.coerce.number().int().nonnegative(),
  /** Seconds that an idle connection is kept, longer than any load balancer in front: what the platform hands it. */
  KEEP_ALIVE_TIMEOUT_SECONDS: z.coerce.number().positive().default(75),
});

export interface HostPort {
  readonly host: string;
  readonly port: number;
}

export interface AppSettings {
  readonly name: string;
  readonly region: string;
  readonly listen: HostPort;
  readonly databaseUrl: string;
  readonly sentinels: readonly HostPort[];
  readonly cachePassword: string;
  readonly cacheWaitReplicas: number;
  readonly keepAliveTimeoutSeconds: number;
}

export function parseHostPort(text: string): HostPort {
  const at = text.lastIndexOf(":");
  return { host: text.slice(0, at), port: Number(text.slice(at + 1)) };
}

/** @throws {z.ZodError} that lists every wrong or missing variable. */
export function readSettings(environment: NodeJS.ProcessEnv): AppSettings {
  const read = settingsSchema.parse(environment);
  return {
    name: read.APP_NAME,
    region: read.APP_REGION,
    listen: parseHostPort(read.APP_LISTEN),
    databaseUrl: read.APP_DATABASE_URL,
    sentinels: read.APP_SENTINELS.split(",").map(parseHostPort),
    cachePassword: read.APP_CACHE_PASSWORD,
    cacheWaitReplicas: read.APP_CACHE_WAIT_REPLICAS,
    keepAliveTimeoutSeconds: read.KEEP_ALIVE_TIMEOUT_SECONDS,
  };
}
