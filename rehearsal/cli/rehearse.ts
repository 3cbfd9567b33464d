/** `npm run rehearse -- <pulumi command and flags>` */
import { RehearsalError } from "./rehearsal-error";
import { rehearse } from "./session";
import { resolveEngineOrExit } from "./resolve-engine";
import { openWorkspace } from "./workspace";

async function main(): Promise<number> {
  const engine = await resolveEngineOrExit();
  try {
    const { exitCode } = await rehearse(openWorkspace(), engine, process.argv.slice(2), process.cwd());
    return exitCode;
  } catch (error) {
    if (!(error instanceof RehearsalError)) throw error;
    console.error(`rehearsal: ${error.message}`);
    return 1;
  }
}

void main().then((exitCode) => {
  process.exitCode = exitCode;
});
