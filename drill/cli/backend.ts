import { isDeepStrictEqual } from "node:util";
import { localAdapter } from "../adapters/local/adapter";
import type { DrillAdapter } from "../model/adapter";
import { Refused } from "../model/exit-code";
import type { Journal } from "../runner/journal";
import { raisePriority } from "../site/autogroup";
import { bringUp, takeDown, type SitePlan } from "../site/lifecycle";
import { keepPriority } from "../site/priority";
import { LocalSite } from "../site/site";
import type { DrillPlan, LocalPlan, StackPlan } from "./plan";

/** What a drill is run on, until it is closed. */
export interface OpenBackend {
  readonly adapter: DrillAdapter;
  close(): Promise<void>;
}

export interface BackendNeeds {
  readonly home: string;
  readonly journal: Journal;
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
}

export async function openBackend({ target, run }: DrillPlan, needs: BackendNeeds): Promise<OpenBackend> {
  return target.backend === "local"
    ? await openLocal(target, needs)
    : await openStack(target, run.dryRun, needs);
}

/** The site that is up, which stays up; or one of the drill's own, which goes with it. */
async function openLocal(
  { site: plan, requiresTopology, endpointUrl }: LocalPlan,
  { home, log, signal }: BackendNeeds,
): Promise<OpenBackend> {
  raisePriority(log);
  const running = LocalSite.find(home);
  if (running && differs(running, plan, requiresTopology)) {
    throw new Refused("the site that is up is set up differently; take it down first: npm run drill -- down");
  }
  const site = running ?? (await bringUp(home, plan, { log, signal }));
  const endPriority = keepPriority(site);
  return {
    adapter: localAdapter(site, endpointUrl),
    close: async () => {
      endPriority();
      if (!running) await takeDown(home);
    },
  };
}

function differs(
  { record }: LocalSite,
  { network = record.network, topology }: SitePlan,
  strict: boolean,
): boolean {
  return network !== record.network || (strict && !isDeepStrictEqual(record.topology, topology));
}

async function openStack(
  { permit, stack }: StackPlan,
  dryRun: boolean,
  { journal }: BackendNeeds,
): Promise<OpenBackend> {
  // Loaded on demand: AWS's clients take longer to load than most commands take to run.
  const { openAws } = await import("../adapters/aws/adapter");
  const adapter = await openAws({
    stack,
    permit,
    mode: dryRun ? "dry-run" : "execute",
    intend: (text) => {
      journal.write("intend", text);
    },
  });
  return {
    adapter,
    close: () => {
      adapter.close();
      return Promise.resolve();
    },
  };
}
