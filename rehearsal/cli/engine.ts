/** `node --import tsx rehearsal/cli/engine.ts`: finds or makes an engine and says which. */
import { engineForPeople } from "./surroundings";

void engineForPeople().then((engine) => {
  console.log(`setup: Pulumi engine ${engine.version}, ${engine.origin}`);
});
