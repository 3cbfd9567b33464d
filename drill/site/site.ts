import { createHash, randomBytes } from "node:crypto";
import { accessSync, constants, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { z } from "zod";
import { address, siteNodes, type NetworkKind, type Node, type Place } from "./layout";
import { topologySchema, type Topology } from "./topology";

/**
 * A site that was started, as it is kept on disk: written before the first process, removed after the last, so
 * that whoever comes next can find everything that was started.
 */
const siteSchema = z.strictObject({
  /** Unguessable; in the environment of every process of the site. */
  id: z.string().min(16),
  network: z.enum(["loopback", "namespaces"]),
  /** Whether the databases live on file systems of their own, which can be filled. */
  ownFileSystems: z.boolean(),
  password: z.string().min(16),
  topology: topologySchema,
});
export type SiteRecord = z.infer<typeof siteSchema>;

/** Where a drill keeps its working data; git ignores it. */
export function drillHome(root = process.cwd()): string {
  const home = join(resolve(root), ".drill");
  // PostgreSQL does not run as root, and its own user must be able to walk to its data.
  const walkable = process.getuid?.() !== 0 || isWalkable(dirname(home));
  return walkable
    ? home
    : join("/var/tmp/standfast-drill", createHash("sha256").update(home).digest("hex").slice(0, 16));
}

function isWalkable(folder: string): boolean {
  const open = (statSync(folder).mode & 0o001) !== 0;
  return open && (folder === dirname(folder) || isWalkable(dirname(folder)));
}

export class Site {
  readonly nodes: readonly Node[];

  constructor(
    readonly folder: string,
    readonly record: SiteRecord,
  ) {
    this.nodes = siteNodes(record.topology.sentinels);
  }

  /** Plans a site in `home`; nothing is started. */
  static create(
    home: string,
    plan: { network: NetworkKind; ownFileSystems: boolean; topology: Topology },
  ): Site {
    const secret = (): string => randomBytes(16).toString("hex");
    const site = new Site(join(home, "site"), { id: secret(), password: secret(), ...plan });
    for (const part of ["pids", "data", "settings"]) mkdirSync(join(site.folder, part), { recursive: true });
    // Kept until the next site starts: they say why one did not come up.
    rmSync(site.logs, { recursive: true, force: true });
    mkdirSync(site.logs);
    writeFileSync(join(site.folder, "site.json"), JSON.stringify(site.record, null, 2), { mode: 0o600 });
    return site;
  }

  /** The site in `home` that was started and not yet taken down. */
  static find(home: string): Site | undefined {
    const folder = join(home, "site");
    try {
      accessSync(join(folder, "site.json"), constants.R_OK);
    } catch {
      return undefined;
    }
    return new Site(folder, siteSchema.parse(JSON.parse(readFileSync(join(folder, "site.json"), "utf8"))));
  }

  /** Forgets the site; its processes must be gone. */
  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Where every process of the site writes what it says. */
  get logs(): string {
    return join(dirname(this.folder), "logs");
  }

  path(part: "pids" | "data" | "settings", name: string): string {
    return join(this.folder, part, name);
  }

  node(name: string): Node {
    const node = this.nodes.find((candidate) => candidate.name === name);
    if (!node) throw new RangeError(`the site has no node ${name}`);
    return node;
  }

  nodesOf(program: Node["program"], place?: Place): readonly Node[] {
    return this.nodes.filter((node) => node.program === program && (place ?? node.place) === node.place);
  }

  address(place: Place, host: number): string {
    return address(this.record.network, place, host);
  }

  /** `host:port` of what a node serves, or of another port of it. */
  endpoint({ place, host, port }: Node, other = port): string {
    return `${this.address(place, host)}:${other}`;
  }

  /** In the environment of every process of this site. */
  get marker(): string {
    return `STANDFAST_SITE=${this.record.id}`;
  }
}
