/** `node --import tsx rehearsal/cli/set-up-engine.ts`: finds or makes an engine and says which. */
import { resolveEngineOrExit } from "./resolve-engine";

void resolveEngineOrExit().then((engine) => {
  console.log(`setup: Pulumi engine ${engine.version}, ${engine.origin}`);
});
