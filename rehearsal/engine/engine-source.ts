/** A place that an engine can come from. */
import type { Engine } from "./engine";
import type { InstallProgress } from "./progress";

export type EnvironmentVariables = Readonly<Record<string, string | undefined>>;

/** An engine, or why this source has none. */
export type EngineOrFailure =
  | Engine
  | {
      readonly failure: string;
      /** Whether the user has to hear of it although another source has an engine, as it costs time every time. */
      readonly notable?: true;
    };

export interface EngineSource {
  readonly name: string;
  /** What makes this source work, for a user whom no source gave an engine. */
  readonly remedy: string;
  /** Looks for an engine that is there already; quick. */
  find(): EngineOrFailure;
  /** Downloads or builds one, which takes a while. */
  readonly install?: {
    readonly announcement: string;
    readonly run: (progress: InstallProgress) => Promise<EngineOrFailure>;
  };
}

export function isEngine(found: EngineOrFailure): found is Engine {
  return "bin" in found;
}
