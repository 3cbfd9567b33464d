/** `npm run preflight -- --stack <name>` */
import { runPreflight } from "./cli";

const terminal = {
  out: (text: string) => process.stdout.write(text),
  error: (text: string) => process.stderr.write(text),
};

void runPreflight(process.argv.slice(2), terminal).then((exitCode) => {
  process.exitCode = exitCode;
});
