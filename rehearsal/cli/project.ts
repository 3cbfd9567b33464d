/** The user's Pulumi project as its files describe it. The rehearsal reads them and writes none. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, extname, join, resolve } from "node:path";
import { parse } from "yaml";
import { RehearsalError } from "./rehearsal-error";

export interface Project {
  readonly folder: string;
  readonly name: string;
  /** Such as `nodejs`, `python`, `go` or `yaml`. */
  readonly runtime: string;
  /** Where its program is: a folder, or a file in one. */
  readonly main: string;
  /** Where its stack files are: `Pulumi.<stack>` with `extension`. */
  readonly stackFolder: string;
  readonly extension: string;
  /** The project file as it was parsed. */
  readonly definition: Readonly<Record<string, unknown>>;
}

/** As the engine looks for them. */
const EXTENSIONS = [".yaml", ".yml", ".json"];

/** The engine's own rule, which also keeps the name from leading out of the rehearsal's folders. */
const NAME = /^[A-Za-z0-9_.-]{1,100}$/;

/**
 * The project that `folder` belongs to: its own or that of the closest folder above, as the engine looks for it.
 * @returns undefined where there is none.
 * @throws {RehearsalError} when its file cannot be understood.
 */
export function projectIn(folder: string): Project | undefined {
  const file = EXTENSIONS.map((extension) => join(folder, `Pulumi${extension}`)).find(existsSync);
  if (file !== undefined) return readProject(file);
  const above = dirname(folder);
  return above === folder ? undefined : projectIn(above);
}

/** The folder in which the program runs, and its providers (sdk/go/common/workspace: GetPwdMain). */
export function programFolder({ main }: Project): string {
  return existsSync(main) && statSync(main).isDirectory() ? main : dirname(main);
}

function readProject(file: string): Project {
  const definition = readYaml(file);
  const { name, runtime, main, stackConfigDir, config } = definition;
  if (typeof name !== "string" || !NAME.test(name) || /^\.+$/.test(name)) {
    throw new RehearsalError(
      `${file}: name must be letters, digits, "-", "_" and ".", 100 at most; got ${JSON.stringify(name)}; give the project a name`,
    );
  }
  const folder = dirname(file);
  // Projects of Pulumi's first years wrote `config: folder` for what is `stackConfigDir` now.
  const stackFolder = typeof config === "string" ? config : stackConfigDir;
  return {
    folder,
    name,
    runtime: String(isRecord(runtime) ? runtime["name"] : runtime),
    main: resolve(folder, typeof main === "string" ? main : "."),
    stackFolder: resolve(folder, typeof stackFolder === "string" ? stackFolder : "."),
    extension: extname(file),
    definition,
  };
}

/** @throws {RehearsalError} naming the file, when it is no YAML or no mapping. */
function readYaml(file: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new RehearsalError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (isRecord(value)) return value;
  throw new RehearsalError(`${file}: a Pulumi project is a mapping with name and runtime; write both`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The names of the stacks that have a file of their own. */
export function stacksOf({ stackFolder, extension }: Project): string[] {
  if (!existsSync(stackFolder)) return [];
  return readdirSync(stackFolder)
    .flatMap((file) =>
      file.startsWith("Pulumi.") && file.endsWith(extension)
        ? file.slice("Pulumi.".length, -extension.length)
        : [],
    )
    .filter((stack) => stack !== "" && !stack.endsWith(".deploy"));
}

/** The file of a stack's settings, whether it is there or not. */
export function stackFileOf({ stackFolder, extension }: Project, stack: string): string {
  return join(stackFolder, `Pulumi.${stack}${extension}`);
}

/**
 * The stack that is meant by `name`, `organization/name` or `organization/project/name`: the rehearsal's backend
 * has no organizations.
 * @throws {RehearsalError} when it names the stack of another project.
 */
export function stackNamed(text: string, project: Project): string {
  const parts = text.split("/");
  const stack = parts.at(-1) ?? "";
  if (parts.length === 3 && parts[1] !== project.name) {
    throw new RehearsalError(
      `the stack ${text} belongs to the project ${parts[1] ?? ""}, and this folder's project is ${project.name}; go to the other one's folder, or name a stack of this one`,
    );
  }
  return stack;
}
