/** `npm run provider-schemas`: writes what the provider's own schemas say to `rehearsal/cloud/aws/provider/schemas.json`. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SCHEMAS_FILE } from "../cloud/aws/provider/schemas";
import type { WrittenSchemas } from "../cloud/aws/provider/sharing";
import { requiredVersion } from "../engine/build";
import { progressOn } from "../engine/progress";
import { schemas } from "./build";
import { schemaTable, type PrintedType } from "./schema-table";
import { resourceTypes } from "./source-tree";

const help = `Usage: npm run provider-schemas

Builds HashiCorp's AWS provider from its Go modules and writes what its schemas say of the resource types of this project
to rehearsal/cloud/aws/provider/schemas.json. Run it after another version stands in rehearsal/aws-provider/modules. It
takes 5 to 15 minutes.

Examples:
  npm run provider-schemas
  npm run provider-schemas && git diff --stat    what another version of the provider changes

Exit codes:
  0  the file is written
  1  it could not be written, or it was called with arguments`;

async function main(args: readonly string[]): Promise<number> {
  if (args.includes("--help") || args.includes("-h")) {
    console.log(help);
    return 0;
  }
  if (args.length > 0) {
    console.error(`provider-schemas: it takes no arguments, got ${args.join(" ")}; leave them out`);
    return 1;
  }
  try {
    await write();
  } catch (error) {
    console.error(`provider-schemas: ${(error as Error).message}`);
    return 1;
  }
  return 0;
}

async function write(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "standfast-provider-"));
  try {
    const printed = await schemas(join(folder, "tree"), progressOn(process.stderr));
    const version = providerVersion(
      readFileSync(join(folder, "tree", "provider", "version", "VERSION"), "utf8"),
    );
    const types = JSON.parse(printed) as Readonly<Record<string, PrintedType>>;
    const { schemas: table, unnamed } = schemaTable(version, types, resourceTypes());
    writeFileSync(SCHEMAS_FILE, textOf(table));
    for (const path of unnamed) console.error(`not in @pulumi/aws: ${path}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The release that comes next, and the commit before it that was taken. */
function providerVersion(release: string): string {
  const goMod = readFileSync(join(__dirname, "modules", "sources", "go.mod"), "utf8");
  return `${release.trim()}-dev (${requiredVersion(goMod, "github.com/hashicorp/terraform-provider-aws")})`;
}

/** A type a line, so that a difference shows which. */
function textOf({ version, types, shared }: WrittenSchemas): string {
  const lines = (open: string, parts: readonly string[], close: string) =>
    `${open}\n${parts.map((part) => `    ${part}`).join(",\n")}\n  ${close}`;
  const typeLines = Object.entries(types).map(
    ([type, schema]) => `${JSON.stringify(type)}: ${JSON.stringify(schema)}`,
  );
  const sharedLines = shared.map((block) => JSON.stringify(block));
  return `{
  "version": ${JSON.stringify(version)},
  "types": ${lines("{", typeLines, "}")},
  "shared": ${lines("[", sharedLines, "]")}
}
`;
}

void main(process.argv.slice(2)).then((exitCode) => {
  process.exitCode = exitCode;
});
