/** Where a rehearsal keeps what is its own: backend, home, passphrase, cloud. Nothing of it leaves this folder. */
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { writeOnce } from "../durable-file";
import type { Engine } from "../engine/engine";
import type { Project } from "./project";

export interface Workspace {
  readonly folder: string;
  /** The account of the rehearsal cloud. */
  readonly cloudFile: string;
  readonly passphraseFile: string;
  readonly backend: string;
  readonly home: string;
  /** Where policy packs write their reports. @default `$STANDFAST_REPORT_DIR`, else `report` in the folder */
  readonly reports: string;
}

/** A provider that the engine starts itself. */
export interface Plugin {
  /** The folder that holds it. */
  readonly bin: string;
  /** What it has to be told. */
  readonly environment: Readonly<Record<string, string>>;
}

export const repository = resolve(__dirname, "..", "..");

/** @param folder where everything goes. @default `$STANDFAST_REHEARSAL_DIR`, else `.rehearsal` in the checkout. */
export function openWorkspace(
  folder: string = resolve(process.env["STANDFAST_REHEARSAL_DIR"] ?? join(repository, ".rehearsal")),
): Workspace {
  const workspace: Workspace = {
    folder,
    cloudFile: join(folder, "cloud", "account.jsonl"),
    passphraseFile: join(folder, "passphrase"),
    backend: join(folder, "backend"),
    home: join(folder, "home"),
    reports: resolve(process.env["STANDFAST_REPORT_DIR"] ?? join(folder, "report")),
  };
  mkdirSync(workspace.backend, { recursive: true });
  mkdirSync(workspace.home, { recursive: true });
  if (!existsSync(workspace.passphraseFile)) {
    writeOnce(workspace.passphraseFile, randomBytes(24).toString("base64url"));
  }
  return workspace;
}

/**
 * The environment of `pulumi`: the caller's, less whatever could reach a real account or a real backend.
 * @param attachment the provider servers of the rehearsal cloud, where it runs.
 * @param plugin the AWS provider, where it is not the rehearsal cloud's.
 */
export function environmentOf(
  workspace: Workspace,
  engine: Engine,
  attachment?: string,
  plugin?: Plugin,
): NodeJS.ProcessEnv {
  const outside = /^(AWS_|PULUMI_|KUBECONFIG$)/;
  const inherited = Object.entries(process.env).filter(([name]) => !outside.test(name));
  return {
    ...Object.fromEntries(inherited),
    PATH: [engine.bin, ...(plugin ? [plugin.bin] : []), process.env["PATH"] ?? ""].join(delimiter),
    STANDFAST_REPORT_DIR: workspace.reports,
    PULUMI_HOME: workspace.home,
    // Beside each file the store would write what it knows of it, not whole: a kill there made the state unreadable.
    PULUMI_BACKEND_URL: `${pathToFileURL(workspace.backend).href}?metadata=skip`,
    PULUMI_CONFIG_PASSPHRASE_FILE: workspace.passphraseFile,
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    ...(attachment !== undefined && { PULUMI_DEBUG_PROVIDERS: attachment }),
    ...plugin?.environment,
  };
}

/** Where the backend keeps the state of a stack. */
export function stateFile(workspace: Workspace, project: Pick<Project, "name">, stack: string): string {
  return join(workspace.backend, ".pulumi", "stacks", project.name, `${stack}.json`);
}
