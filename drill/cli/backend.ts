import { isDeepStrictEqual } from "node:util";
import { localAdapter } from "../adapters/local/adapter";
import type { DrillAdapter } from "../model/adapter";
import { Refused } from "../model/exit-code";
import type { Backend } from "../model/scenario";
import { requirePrivateUrl } from "../runner/guard";
import type { Journal } from "../runner/journal";
import { bringUp, takeDown } from "../site/lifecycle";
import { raisePriority } from "../site/privileges";
import { LocalSite } from "../site/site";
import { namesTopology, topologyOf, type TopologyFlags } from "./topology-options";

export interface BackendFlags extends TopologyFlags {
  readonly site: Backend;
  readonly lbUrl?: string;
  readonly dryRun: boolean;
  readonly execute: boolean;
  readonly permit?: string;
  readonly stackOutputs?: string;
}

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

/** Whether nothing may be changed: asked for, or, on AWS, not given leave to. */
export function isDryRun({ site, dryRun, execute }: BackendFlags): boolean {
  return dryRun || (site === "aws" && !execute);
}

/** Refuses flags that cannot work, before anything is started. @throws {Refused} */
export function checkBackendFlags(flags: BackendFlags): void {
  if (flags.site === "local") {
    if (flags.lbUrl !== undefined) requirePrivateUrl(flags.lbUrl);
    topologyOf(flags);
    return;
  }
  requireStackFlags(flags);
  if (flags.lbUrl !== undefined)
    throw new Refused("--lb-url is for the local site; on AWS the stack names its endpoint");
}

/** The files that say what of AWS may be drilled. @throws {Refused} when one is not named. */
export function requireStackFlags({ permit, stackOutputs }: Pick<BackendFlags, "permit" | "stackOutputs">): {
  readonly permit: string;
  readonly stackOutputs: string;
} {
  if (permit !== undefined && stackOutputs !== undefined) return { permit, stackOutputs };
  throw new Refused(
    "--site aws needs --permit <file> and --stack-outputs <file> (pulumi stack output --json)",
  );
}

export async function openBackend(flags: BackendFlags, needs: BackendNeeds): Promise<OpenBackend> {
  return flags.site === "local" ? await openLocal(flags, needs) : await openStack(flags, needs);
}

/** The site that is up, which stays up; or one of the drill's own, which goes with it. */
async function openLocal(flags: BackendFlags, { home, log, signal }: BackendNeeds): Promise<OpenBackend> {
  raisePriority();
  const topology = topologyOf(flags);
  const lbUrl = flags.lbUrl === undefined ? undefined : requirePrivateUrl(flags.lbUrl);
  const standing = LocalSite.find(home);
  if (standing) {
    if (namesTopology(flags) && !isDeepStrictEqual(standing.record.topology, topology)) {
      throw new Refused(
        "the site that is up is set up differently; take it down first: npm run drill -- down",
      );
    }
    return { adapter: localAdapter(standing, lbUrl), close: () => Promise.resolve() };
  }
  const plan = { topology, ...(flags.network ? { network: flags.network } : {}) };
  const site = await bringUp(home, plan, { log, signal });
  return {
    adapter: localAdapter(site, lbUrl),
    close: async () => {
      await takeDown(home);
    },
  };
}

async function openStack(flags: BackendFlags, { journal }: BackendNeeds): Promise<OpenBackend> {
  const files = requireStackFlags(flags);
  // Loaded on demand: AWS's clients take longer to load than most commands take to run.
  const [{ openAws }, { readPermit }, { readStack }] = await Promise.all([
    import("../adapters/aws/adapter"),
    import("../adapters/aws/permit"),
    import("../adapters/aws/stack"),
  ]);
  const adapter = await openAws({
    stack: readStack(files.stackOutputs),
    permit: readPermit(files.permit),
    mode: isDryRun(flags) ? "dry-run" : "execute",
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
