/** `npm run rehearse -- [--provider real] <pulumi command and flags>` */
import { runCommand } from "./command";
import { readCommandLine } from "./command-line";
import { rehearseHelp } from "./help";
import { providerOf, rehearseWithRealProvider } from "./real-provider";
import { resolveEngineWithProgress } from "./resolve-engine";
import { rehearse } from "./session";
import { openWorkspace } from "./workspace";

runCommand(async () => {
  const { provider, args } = providerOf(process.argv.slice(2));
  const { path, help } = readCommandLine(args);
  if (path.length === 0 && (help || args.length === 0)) {
    console.log(rehearseHelp);
    return args.length === 0 ? 1 : 0;
  }
  const engine = await resolveEngineWithProgress();
  if (provider === "real") return rehearseWithRealProvider(engine, args, process.cwd());
  const { exitCode } = await rehearse(openWorkspace(), engine, args, process.cwd());
  return exitCode;
});
