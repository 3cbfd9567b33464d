import type { ScenarioReport, Trial } from "../model/report";

/** What a run tells whoever watches it. */
export type DrillProgress =
  | { readonly kind: "trial"; readonly scenario: string; readonly trial: number; readonly of: number }
  | { readonly kind: "step"; readonly text: string }
  /** What is about to be broken. */
  | { readonly kind: "break"; readonly text: string }
  | { readonly kind: "event"; readonly text: string }
  /** Several times a second while clients run. */
  | {
      readonly kind: "clients";
      readonly sinceFaultMs: number | undefined;
      readonly sent: number;
      readonly failed: number;
    }
  | { readonly kind: "judged"; readonly scenario: string; readonly trial: Trial }
  | { readonly kind: "scenario-judged"; readonly report: ScenarioReport };

export type OnProgress = (progress: DrillProgress) => void;
