/** `npm run report` */
import { runReport } from "./cli";

process.exitCode = runReport(
  process.argv.slice(2),
  (text) => process.stdout.write(text),
  (text) => process.stderr.write(text),
);
