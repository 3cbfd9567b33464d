import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { StateBackendAddress } from "../account";

/**
 * The backend that `pulumi` would use in a folder: that of the environment, of the project, or the one that somebody is
 * logged in to. https://www.pulumi.com/docs/iac/concepts/state-and-backends/
 * @param home where Pulumi keeps who is logged in, `~/.pulumi`.
 */
export function stateBackendOf(folder: string, home: string, env: NodeJS.ProcessEnv): StateBackendAddress {
  return {
    url: () =>
      Promise.resolve().then(
        () => env["PULUMI_BACKEND_URL"] ?? ofProject(join(folder, "Pulumi.yaml")) ?? ofLogin(home),
      ),
  };
}

function ofProject(file: string): string | undefined {
  if (!existsSync(file)) return undefined;
  const { backend } = parse(readFileSync(file, "utf8")) as { readonly backend?: { readonly url?: string } };
  return backend?.url;
}

function ofLogin(home: string): string | undefined {
  const file = join(home, "credentials.json");
  if (!existsSync(file)) return undefined;
  const { current } = JSON.parse(readFileSync(file, "utf8")) as { readonly current?: string };
  return current === "" ? undefined : current;
}
