import type { Trial, Verdict } from "../model/report";

/** What a run tells whoever watches it. */
export type Progress =
  | { readonly kind: "trial"; readonly scenario: string; readonly trial: number; readonly of: number }
  | { readonly kind: "step"; readonly text: string }
  | { readonly kind: "sighting"; readonly text: string }
  /** Several times a second while clients run. */
  | {
      readonly kind: "clients";
      readonly sinceFaultMs: number | undefined;
      readonly sent: number;
      readonly failed: number;
    }
  | { readonly kind: "judged"; readonly scenario: string; readonly trial: Trial }
  | {
      readonly kind: "scenario-judged";
      readonly scenario: string;
      readonly verdict: Verdict;
      readonly reasons: readonly string[];
    };

export type Tell = (progress: Progress) => void;
