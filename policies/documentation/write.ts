/** `npx tsx policies/documentation/write.ts`: brings the README and `standards.md` up to date with the rules. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { withSections } from "./readme";
import { standardsPage } from "./standards";

const path = join(__dirname, "..", "README.md");
writeFileSync(path, withSections(readFileSync(path, "utf8")));
writeFileSync(join(__dirname, "..", "standards.md"), standardsPage());
