import { z } from "zod";
import type { SiteNode } from "../layout";
import type { LocalSite } from "../site";
import { askJson } from "./http";

const statsSchema = z.object({ state: z.string() });
const healthSchema = z.object({ health: z.literal("true") });

/** The etcd member that leads; `undefined` while there is none. */
export async function quorumLeader(site: LocalSite): Promise<SiteNode | undefined> {
  const leaders = await Promise.all(
    site.nodesOf("etcd").map(async (node) => {
      const stats = statsSchema.safeParse(await askJson(`http://${site.endpoint(node)}/v2/stats/self`));
      return stats.data?.state === "StateLeader" ? node : undefined;
    }),
  );
  return leaders.find((node) => node !== undefined);
}

/** The members that can commit. */
export async function healthyVoters(site: LocalSite): Promise<readonly SiteNode[]> {
  const healthy = await Promise.all(
    site.nodesOf("etcd").map(async (node) => {
      const answer = await askJson(`http://${site.endpoint(node)}/health`);
      return healthSchema.safeParse(answer).success ? node : undefined;
    }),
  );
  return healthy.filter((node) => node !== undefined);
}
