// `pulumi stack output --json | node merge-outputs.mjs <file>`: the stack's outputs, with the parts that the file names
// instead of its own: the AWS CLI looks for them in moto's account, and the stack is on the rehearsal cloud.
import { readFileSync } from "node:fs";

const account = JSON.parse(readFileSync(process.argv[2], "utf8"));
const outputs = JSON.parse(readFileSync(0, "utf8"));
const regions = outputs.regions.map((region) => ({
  ...region,
  ...account.regions.find(({ name }) => name === region.name),
}));
console.log(JSON.stringify({ ...outputs, url: account.url, regions }, null, 2));
