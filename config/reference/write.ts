/** `npm run reference`: writes the reference of the settings and the schema for editors anew. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { referenceFiles } from "./files";

for (const [path, text] of Object.entries(referenceFiles())) {
  writeFileSync(join(__dirname, "../..", path), text);
  console.log(`wrote ${path}`);
}
