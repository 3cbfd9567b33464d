import { Resolver } from "node:dns/promises";
import type { PublicDns } from "../account";

/** What the machine's own resolver says of the public DNS. */
export function publicDns(): PublicDns {
  const resolver = new Resolver({ timeout: 5_000, tries: 2 });
  return {
    async nameServers(name) {
      try {
        return (await resolver.resolveNs(name)).sort();
      } catch (error) {
        // The name is not there, or is there without name servers of its own.
        const { code } = error as NodeJS.ErrnoException;
        if (code === "ENOTFOUND" || code === "ENODATA") return [];
        throw error;
      }
    },
  };
}
