import type { Step } from "../model/step";
import type { Reason } from "../preflight/reason";

/** The steps as an operator reads them: number, seconds, where, and what. */
export function stepTable(steps: readonly Step[]): string {
  const rows = steps.map((step, at) => [
    `${at + 1}.`,
    step.effort === "person" ? "you" : `${step.expected.seconds} s`,
    step.region,
    step.plane === "none" ? "no AWS API" : `${step.plane} plane`,
    step.effort === "person" ? "-" : step.api,
  ]);
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = steps.flatMap((step, at) => [
    (rows[at] ?? [])
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
    `    ${step.what}${step.effort === "best-effort" ? " (it may fail)" : ""}`,
    ...(step.effort === "person" ? [] : [`    ${step.expected.seconds} s: ${step.expected.source}`]),
  ]);
  const served = steps.slice(0, steps.findIndex(({ id }) => id === "follow") + 1);
  const total = served.reduce((sum, { expected }) => sum + expected.seconds, 0);
  return `${lines.join("\n")}\n\nExpected: ${total} s from the consent to clients that are served.\n`;
}

export function reasonList(reasons: readonly Reason[]): string {
  return reasons.map(({ check, text }, at) => `${at + 1}. [${check}] ${text}\n`).join("");
}
