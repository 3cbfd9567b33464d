/**
 * Puts together the source tree of the AWS provider's plugin: the provider's own module with the services that this
 * project uses, the plugin SDK with what Pulumi's bridge needs of it, and the commands of `modules/plugin`.
 */
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { resourceTypeOf } from "../cloud/aws/resource-types";
import { edits } from "./plugin-sdk-edits";
import { services } from "./services";

export interface SourceModules {
  /** The unpacked module of terraform-provider-aws. */
  readonly provider: string;
  /** The unpacked module of terraform-plugin-sdk. */
  readonly pluginSdk: string;
}

const own = join(__dirname, "modules", "plugin");

const serviceImport =
  /"github\.com\/hashicorp\/terraform-provider-aws\/internal\/service\/([a-z0-9]+)[a-z0-9/]*"/g;
const clientImport = /"github\.com\/aws\/aws-sdk-go-v2\/service\/([a-z0-9]+)[a-z0-9/]*"/g;

/** @returns the folder of the main module, where `go build ./cmd/…` runs. */
export function assemble(folder: string, { provider, pluginSdk }: SourceModules): string {
  const module = join(folder, "provider");
  const kept = withImported(join(provider, "internal", "service"));
  copyTree(join(provider, "internal"), join(module, "internal"), (path) => {
    const [, service] = /^service\/([^/.]+)(?:$|\/)/.exec(path) ?? [];
    return service === undefined || kept.has(service);
  });
  for (const part of ["names", "version"]) copyTree(join(provider, part), join(module, part), () => true);
  keepServices(join(module, "internal", "provider", "sdkv2", "service_packages_gen.go"));
  keepClients(module);

  copyTree(pluginSdk, join(folder, "plugin-sdk"), () => true);
  for (const { file, edit } of edits) {
    const path = join(folder, "plugin-sdk", file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, edit(existsSync(path) ? readFileSync(path, "utf8") : ""));
  }
  cpSync(own, module, { recursive: true });
  writeFileSync(join(module, "cmd", "pulumi-resource-aws", "automatic-names.json"), automaticNames());
  return module;
}

/** Terraform's names of the resource types that the plugin serves, and Pulumi's. */
export function resourceTypes(): Readonly<Record<string, string>> {
  const file = join(own, "cmd", "pulumi-resource-aws", "resource-types.json");
  return JSON.parse(readFileSync(file, "utf8")) as Readonly<Record<string, string>>;
}

/** What the rehearsal names automatically, for the plugin to name alike: by the type. */
export function automaticNames(): string {
  const named = Object.values(resourceTypes()).map((type) => [type, resourceTypeOf(type).autoname]);
  return JSON.stringify(Object.fromEntries(named.filter(([, rule]) => rule !== undefined)));
}

/** The services and those that their packages import. */
function withImported(folder: string): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = [...services];
  for (let service = waiting.pop(); service !== undefined; service = waiting.pop()) {
    if (found.has(service)) continue;
    found.add(service);
    for (const file of goFiles(join(folder, service))) waiting.push(...named(serviceImport, file));
  }
  return found;
}

/** Registers the services, and no other. */
function keepServices(file: string): void {
  keepLines(file, (line) => {
    const [, service] =
      /^\s+(?:"github\.com\/hashicorp\/terraform-provider-aws\/internal\/service\/|)([a-z0-9]+)(?:"|\.ServicePackage\(ctx\),)$/.exec(
        line,
      ) ?? [];
    return (
      service === undefined ||
      line.includes('"context"') ||
      line.includes('"slices"') ||
      services.includes(service)
    );
  });
}

/** Leaves the clients of other services out of the one struct that has a method for each. */
function keepClients(module: string): void {
  const generated = join(module, "internal", "conns", "awsclient_gen.go");
  const used = new Set<string>();
  for (const file of goFiles(join(module, "internal"))) {
    if (file !== generated) for (const client of named(clientImport, file)) used.add(client);
  }
  const methods =
    /\nfunc \(c \*AWSClient\) \w+\(ctx context\.Context\) \*([a-z0-9]+)\.Client \{\n[\s\S]*?\n\}\n/g;
  const text = readFileSync(generated, "utf8").replaceAll(methods, (method: string, client: string) =>
    used.has(client) ? method : "",
  );
  writeFileSync(generated, text);
  keepLines(generated, (line) => {
    const [, client] = /^\s+"github\.com\/aws\/aws-sdk-go-v2\/service\/([a-z0-9]+)"$/.exec(line) ?? [];
    return client === undefined || used.has(client);
  });
}

function keepLines(file: string, keep: (line: string) => boolean): void {
  writeFileSync(file, readFileSync(file, "utf8").split("\n").filter(keep).join("\n"));
}

function named(pattern: RegExp, file: string): string[] {
  return [...readFileSync(file, "utf8").matchAll(pattern)].map(([, name = ""]) => name);
}

/** The Go files below `folder` that are built. */
function goFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".go") && isBuilt(file))
    .map((file) => join(folder, file));
}

/** Tests, generators and sweepers are no part of a provider. */
function isBuilt(path: string): boolean {
  return !/(_test\.go$)|(^service\/[a-z0-9]+\/sweep\.go$)|(^|\/)(testdata|generate|acctest|test-fixtures)(\/|$)/.test(
    path,
  );
}

/** Copies what is built; the files of the module cache are read-only, the copies are not. */
function copyTree(from: string, to: string, wanted: (path: string) => boolean, below = ""): void {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) {
    const path = below === "" ? name : `${below}/${name}`;
    if (!isBuilt(path) || !wanted(path)) continue;
    const source = join(from, name);
    if (statSync(source).isDirectory()) copyTree(source, join(to, name), wanted, path);
    else {
      copyFileSync(source, join(to, name));
      chmodSync(join(to, name), 0o644);
    }
  }
}
