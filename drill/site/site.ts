import { randomBytes } from "node:crypto";
import { readFileSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { z } from "zod";
import { address, siteNodes, type NetworkKind, type SiteNode, type SiteLocation } from "./layout";
import { makePrivateFolder, writePrivateFile } from "./private-files";
import { isRoot } from "./privileges";
import { topologySchema, type SiteTopology } from "./topology";

/**
 * A site that was started, as it is kept on disk: written before the first process, removed after the last, so
 * that whoever comes next can find everything that was started.
 */
const siteSchema = z.strictObject({
  /** The user's number and something unguessable; in the environment of every process of the site. */
  id: z.string().min(16),
  network: z.enum(["loopback", "namespaces"]),
  /** Whether the databases live on file systems of their own, which can be filled. */
  ownFileSystems: z.boolean(),
  password: z.string().min(16),
  topology: topologySchema,
});
export type SiteRecord = z.infer<typeof siteSchema>;

/**
 * Where the state of this user's one site is kept, from wherever the drill is called: what one checkout has started,
 * another finds. Root's is where PostgreSQL's own user can walk to.
 */
export function drillHome(): string {
  const states = process.env["XDG_STATE_HOME"] ?? join(homedir(), ".local/state");
  return join(isRoot() ? "/var/lib" : states, "standfast-drill");
}

/** Begins the mark of every site that this user has started, in the environment of its processes. */
export const ownMark = `STANDFAST_DRILL_SITE=${process.getuid?.() ?? 0}-`;

export class LocalSite {
  readonly nodes: readonly SiteNode[];

  constructor(
    readonly folder: string,
    readonly record: SiteRecord,
  ) {
    this.nodes = siteNodes(record.topology.sentinels);
  }

  /** Plans a site in `home`; nothing is written or started. */
  static plan(
    home: string,
    plan: { network: NetworkKind; ownFileSystems: boolean; topology: SiteTopology },
  ): LocalSite {
    const secret = (): string => randomBytes(16).toString("hex");
    const [, owner = ""] = ownMark.split("=");
    return new LocalSite(join(home, "site"), { id: owner + secret(), password: secret(), ...plan });
  }

  /** The site in `home` that was started and not yet taken down; a record that cannot be read is none. */
  static find(home: string): LocalSite | undefined {
    const folder = join(home, "site");
    try {
      return new LocalSite(
        folder,
        siteSchema.parse(JSON.parse(readFileSync(join(folder, "site.json"), "utf8"))),
      );
    } catch {
      return undefined;
    }
  }

  /** Makes the site's folders and its record: from now on it is found. */
  found(): void {
    for (const part of ["..", ".", "pids", "data", "settings"]) makePrivateFolder(join(this.folder, part));
    // Kept until the next site starts: they say why one did not come up.
    rmSync(this.logs, { recursive: true, force: true });
    makePrivateFolder(this.logs);
    writePrivateFile(join(this.folder, "site.json"), JSON.stringify(this.record, null, 2));
  }

  /** Forgets the site in `home`, if there is one; its processes must be gone. */
  static forget(home: string): void {
    rmSync(join(home, "site"), { recursive: true, force: true });
  }

  /** Where every process of the site writes what it says. */
  get logs(): string {
    return join(dirname(this.folder), "logs");
  }

  path(part: "pids" | "data" | "settings", name: string): string {
    return join(this.folder, part, name);
  }

  node(name: string): SiteNode {
    const node = this.nodes.find((candidate) => candidate.name === name);
    if (!node) throw new RangeError(`the site has no node ${name}`);
    return node;
  }

  nodesOf(program: SiteNode["program"], location?: SiteLocation): readonly SiteNode[] {
    return this.nodes.filter(
      (node) => node.program === program && (location ?? node.location) === node.location,
    );
  }

  address(location: SiteLocation, host: number): string {
    return address(this.record.network, location, host);
  }

  /** `host:port` of what a node serves, or of another port of it. */
  endpoint({ location, host, port }: SiteNode, other = port): string {
    return `${this.address(location, host)}:${other}`;
  }

  /** In the environment of every process of this site. */
  get marker(): string {
    return `STANDFAST_DRILL_SITE=${this.record.id}`;
  }
}
