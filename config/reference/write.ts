/** `npm run reference`: writes the reference of the settings and the schema for editors anew. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { referenceFiles } from "./files";

const help = `Usage: npm run reference

Writes docs/configuration.md, and the schema that editors check stack files with, anew from the schema of the settings.

Examples:
  npm run reference
  npm run reference && git diff --exit-code    whether both are up to date

Exit codes:
  0  both are written
  1  one could not be written, or it was called with arguments`;

function main(args: readonly string[]): number {
  if (args.includes("--help") || args.includes("-h")) {
    console.log(help);
    return 0;
  }
  if (args.length > 0) {
    console.error(`reference: it takes no arguments, got ${args.join(" ")}; leave them out`);
    return 1;
  }
  for (const [path, text] of Object.entries(referenceFiles())) {
    try {
      writeFileSync(join(__dirname, "../..", path), text);
    } catch (error) {
      console.error(
        `reference: ${path} cannot be written: ${(error as Error).message}; run it in a checkout of yours`,
      );
      return 1;
    }
    console.log(`wrote ${path}`);
  }
  return 0;
}

process.exitCode = main(process.argv.slice(2));
