/** `npx tsx policies/documentation/write.ts`: brings the README up to date with the rules. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { withSections } from "./readme";

const path = join(__dirname, "..", "README.md");
writeFileSync(path, withSections(readFileSync(path, "utf8")));
