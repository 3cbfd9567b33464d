import { RedisLink } from "./redis-link";
import type { HostPort } from "./settings";

/**
 * Follows the cache's primary by asking every Sentinel, five times a second, and believing the one with the highest
 * configuration epoch. A client library's own Sentinel support got stuck for good in one of three
 * kills (ioredis issue 1683).
 */

const askEveryMs = 200;
const askTimeoutMs = 500;

export interface PrimaryWatch {
  stop(): void;
}

interface PrimaryClaim extends HostPort {
  readonly epoch: number;
}

/** Reads the answers to `SENTINEL MASTER`, names and values in turn, and to `SENTINEL GET-MASTER-ADDR-BY-NAME`. */
export function parsePrimaryClaim(
  about: readonly string[],
  address: readonly string[],
): PrimaryClaim | undefined {
  const epoch = Number(about[about.indexOf("config-epoch") + 1]);
  const [host, port] = [address[0], Number(address[1])];
  return host && Number.isInteger(port) && Number.isInteger(epoch) ? { host, port, epoch } : undefined;
}

/** The opinion to believe; the one held so far wins a tie. */
export function latest(
  held: PrimaryClaim | undefined,
  opinions: readonly PrimaryClaim[],
): PrimaryClaim | undefined {
  return opinions.reduce((best, one) => (!best || one.epoch > best.epoch ? one : best), held);
}

export function followPrimary(
  sentinels: readonly HostPort[],
  onChange: (primary: HostPort) => void,
  name = "cache",
): PrimaryWatch {
  const links = sentinels.map((sentinel) => new RedisLink(sentinel, undefined, askTimeoutMs));
  let held: PrimaryClaim | undefined;
  const ask = async (link: RedisLink): Promise<void> => {
    // In this order, on one connection: while a failover runs the first gives the new epoch with the old address,
    // and an old epoch with the new address is merely asked again.
    const [about, address] = await Promise.all([
      link.send(["SENTINEL", "MASTER", name]),
      link.send(["SENTINEL", "GET-MASTER-ADDR-BY-NAME", name]),
    ]);
    const opinion = parsePrimaryClaim(about as string[], address as string[]);
    const best = opinion && latest(held, [opinion]);
    if (!best || best === held) return;
    const moved = best.host !== held?.host || best.port !== held.port;
    held = best;
    if (moved) onChange(best);
  };
  const timer = setInterval(() => {
    // Each on its own: a Sentinel that hangs must not delay the others' word.
    for (const link of links) void ask(link).catch(() => undefined);
  }, askEveryMs);
  return {
    stop: () => {
      clearInterval(timer);
      for (const link of links) link.close();
    },
  };
}
