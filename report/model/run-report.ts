/** All that one page tells: what was planned, judged, predicted and measured, and whose it is. */
import type { CostReport } from "../../cost/monthly-cost";
import type { DrillReport } from "../../drill/model/report";
import type { PoliciesFile, SurvivabilityFile } from "./inputs";

export interface RunReport {
  readonly provenance: Provenance;
  readonly policies: PoliciesFile;
  /** Undefined where the pack did not judge a whole plan. */
  readonly survivability: SurvivabilityFile | undefined;
  readonly cost: CostReport | undefined;
  /** The latest first. */
  readonly drills: readonly DrillReport[];
}

export interface Provenance {
  /** ISO 8601, in UTC. */
  readonly writtenAt: string;
  readonly operator: string;
  readonly host: string;
  /** Of the checkout that the command ran in; undefined outside of one. */
  readonly commit: string | undefined;
  /** Whether the checkout differed from the commit. */
  readonly modified: boolean;
  /** What had a part in it, such as Node.js, by name. */
  readonly versions: Readonly<Record<string, string>>;
  readonly inputs: readonly InputFile[];
}

export interface InputFile {
  readonly name: string;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
  /** When the file was last written. ISO 8601, in UTC. */
  readonly writtenAt: string;
}
