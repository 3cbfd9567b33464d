/** `node --import tsx rehearsal/cli/set-up-engine.ts`: finds or makes an engine and says which. */
import { runCommand } from "./command";
import { resolveEngineWithProgress } from "./resolve-engine";

runCommand(async () => {
  const engine = await resolveEngineWithProgress();
  console.log(`setup: Pulumi engine ${engine.version}, ${engine.origin}`);
  return 0;
});
