/** `npm run cost -- --plan <file>` */
import { runCost } from "./cli";

process.exitCode = runCost(
  process.argv.slice(2),
  (text) => process.stdout.write(text),
  (text) => process.stderr.write(text),
);
