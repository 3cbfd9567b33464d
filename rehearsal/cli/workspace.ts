/** Where a rehearsal keeps what is its own: backend, home, passphrase, cloud. Nothing of it leaves this folder. */
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { delimiter } from "node:path";
import { pathToFileURL } from "node:url";
import { parse, stringify } from "yaml";
import type { Engine } from "../engine/engine";

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

export const repository = resolve(__dirname, "..", "..");

/** @param folder where everything goes. @default `$STANDFAST_REHEARSAL_DIR`, else `.rehearsal` in the checkout. */
export function openWorkspace(
  folder: string = process.env["STANDFAST_REHEARSAL_DIR"] ?? join(repository, ".rehearsal"),
): Workspace {
  const workspace: Workspace = {
    folder,
    cloudFile: join(folder, "cloud", "account.jsonl"),
    passphraseFile: join(folder, "passphrase"),
    backend: join(folder, "backend"),
    home: join(folder, "home"),
    reports: process.env["STANDFAST_REPORT_DIR"] ?? join(folder, "report"),
  };
  mkdirSync(workspace.backend, { recursive: true });
  mkdirSync(workspace.home, { recursive: true });
  if (!existsSync(workspace.passphraseFile)) {
    writeFileSync(workspace.passphraseFile, randomBytes(24).toString("base64url"), { mode: 0o600 });
  }
  return workspace;
}

/** The environment of `pulumi`: the caller's, less whatever could reach a real account or a real backend. */
export function environmentOf(workspace: Workspace, engine: Engine, attachment: string): NodeJS.ProcessEnv {
  const outside = /^(AWS_|PULUMI_|KUBECONFIG$)/;
  const inherited = Object.entries(process.env).filter(([name]) => !outside.test(name));
  return {
    ...Object.fromEntries(inherited),
    PATH: `${engine.bin}${delimiter}${process.env["PATH"] ?? ""}`,
    STANDFAST_REPORT_DIR: workspace.reports,
    PULUMI_HOME: workspace.home,
    PULUMI_BACKEND_URL: pathToFileURL(workspace.backend).href,
    PULUMI_CONFIG_PASSPHRASE_FILE: workspace.passphraseFile,
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_DEBUG_PROVIDERS: attachment,
  };
}

export interface Project {
  readonly folder: string;
  readonly name: string;
}

/** The project in `folder`; undefined where there is no Pulumi.yaml. */
export function projectIn(folder: string): Project | undefined {
  const file = join(folder, "Pulumi.yaml");
  if (!existsSync(file)) return undefined;
  const { name } = parse(readFileSync(file, "utf8")) as { readonly name: string };
  return { folder, name };
}

/** Where the backend keeps the state of a stack. */
export function stateFile(workspace: Workspace, project: Project, stack: string): string {
  return join(workspace.backend, ".pulumi", "stacks", project.name, `${stack}.json`);
}

interface StackFile {
  encryptionsalt?: string;
  secretsprovider?: string;
  encryptedkey?: string;
  config?: Record<string, unknown>;
}

/**
 * Writes the rehearsal's own copy of a stack's configuration, and returns its path.
 *
 * The copy carries the rehearsal's encryption, so that the file in the checkout never gets a salt that only
 * this machine can use, and never needs the keys of the real stack: encrypted values become placeholders.
 */
export function copyStackFile(
  workspace: Workspace,
  project: Project,
  stack: string,
  source?: string,
): string | undefined {
  const original = source ?? join(project.folder, `Pulumi.${stack}.yaml`);
  if (!existsSync(original)) return undefined;
  const copy = join(workspace.folder, "projects", project.name, `Pulumi.${stack}.yaml`);
  mkdirSync(dirname(copy), { recursive: true });
  const { encryptionsalt } = existsSync(copy) ? readStackFile(copy) : {};
  const { config } = readStackFile(original);
  writeFileSync(
    copy,
    stringify({ ...(encryptionsalt && { encryptionsalt }), config: withoutCiphertext(config ?? {}) }),
  );
  const shadow = join(dirname(copy), "Pulumi.yaml");
  if (!existsSync(shadow)) writeFileSync(shadow, stringify({ name: project.name, runtime: "nodejs" }));
  return copy;
}

function readStackFile(file: string): StackFile {
  return (parse(readFileSync(file, "utf8")) ?? {}) as StackFile;
}

/** Replaces `{ secure: ciphertext }` at any depth by a word that says what it stands for. */
function withoutCiphertext(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutCiphertext);
  if (typeof value !== "object" || value === null) return value;
  const fields = Object.entries(value);
  if (fields.length === 1 && fields[0]?.[0] === "secure") return "rehearsed-secret";
  return Object.fromEntries(fields.map(([key, field]) => [key, withoutCiphertext(field)]));
}

/** The folder in which `stack init` writes its salt: the copy's, not the checkout's. */
export function shadowProject(copy: string): string {
  return dirname(copy);
}
