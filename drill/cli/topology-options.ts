import { readFileSync } from "node:fs";
import { Option, type Command } from "commander";
import { z } from "zod";
import { Refused } from "../model/exit-code";
import {
  cacheDurability,
  databaseDurability,
  defaultTopology,
  timingProfiles,
  timingSchema,
  topologySchema,
  type TimingProfile,
  type SiteTopology,
} from "../site/topology";
import type { NetworkKind } from "../site/layout";
import type { SitePlan } from "../site/lifecycle";

/** How the site is to be set up, as flags say it. */
export interface TopologyFlags {
  readonly network?: NetworkKind;
  readonly timing?: TimingProfile;
  readonly databaseDurability?: SiteTopology["databaseDurability"];
  readonly cacheDurability?: SiteTopology["cacheDurability"];
  readonly topology?: string;
}

export function addTopologyOptions(command: Command): Command {
  return command
    .addOption(
      new Option("--network <kind>", "loopback addresses, or namespaces of its own (root)").choices([
        "loopback",
        "namespaces",
      ]),
    )
    .addOption(
      new Option("--timing <profile>", "how quick the parts react").choices(Object.keys(timingProfiles)),
    )
    .addOption(
      new Option("--database-durability <mode>", "when a database write is acknowledged").choices(
        databaseDurability,
      ),
    )
    .addOption(
      new Option("--cache-durability <mode>", "when a cache write is acknowledged").choices(cacheDurability),
    )
    .option("--topology <file>", 'JSON with further settings of the site, for example {"sentinels": 1}');
}

const overridesSchema = topologySchema.extend({ timing: timingSchema.partial() }).partial();

/** The site that the flags ask for. @throws {Refused} as `topologyOf` does. */
export function parseSitePlan(flags: TopologyFlags): SitePlan {
  return { topology: topologyOf(flags), ...(flags.network ? { network: flags.network } : {}) };
}

/**
 * Defaults, then the file, then the flags.
 * @throws {Refused} when the file cannot be read or says something unknown.
 */
export function topologyOf(flags: TopologyFlags): SiteTopology {
  const overrides = flags.topology === undefined ? {} : readOverrides(flags.topology);
  const base = flags.timing === undefined ? defaultTopology.timing : timingProfiles[flags.timing];
  return {
    ...defaultTopology,
    ...overrides,
    timing: { ...base, ...overrides.timing },
    ...(flags.databaseDurability ? { databaseDurability: flags.databaseDurability } : {}),
    ...(flags.cacheDurability ? { cacheDurability: flags.cacheDurability } : {}),
  };
}

function readOverrides(file: string): z.infer<typeof overridesSchema> {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new Refused(`--topology ${file} cannot be read: ${(error as Error).message}`);
  }
  const read = overridesSchema.safeParse(json);
  if (!read.success) throw new Refused(`--topology ${file}: ${z.prettifyError(read.error)}`);
  return read.data;
}
