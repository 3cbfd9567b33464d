/** How long each tier is away: what is declared, what is predicted as a bar of its terms, and what a drill measured. */
import { escapeMarkup as text } from "../../drill/report/markup";
import type { DrillReport } from "../../drill/model/report";
import type { PredictionEntry } from "../model/inputs";
import { measuredOf, type Measured } from "../model/measured";
import { tierTitle } from "./words";

export function recoverySection(
  predictions: readonly PredictionEntry[],
  drills: readonly DrillReport[],
): string {
  if (predictions.length === 0) return "";
  const labels = [...new Set(predictions.map(({ label }) => label))];
  const groups = labels.map((label) => {
    const members = predictions.filter((each) => each.label === label);
    return group(
      label,
      members.map((each) => ({ ...each, measured: measuredOf(each, drills) })),
    );
  });
  return `<section id="recovery" aria-labelledby="recovery-title">
<h2 id="recovery-title">How long it takes</h2>
<p class="lead">Seconds until each tier serves again: declared as the limit, predicted as the sum of what has to pass, measured where a drill was run.</p>
<p class="legend small"><span><i class="term planned"></i> set in the plan</span> <span><i class="term published"></i> published by AWS</span> <span><i class="term assumed"></i> assumed</span> <span><i class="key-limit"></i> declared limit</span> <span><i class="dot"></i> measured</span></p>
<div class="recoveries">${groups.join("\n")}</div>
${localNote(drills)}
</section>`;
}

function localNote(drills: readonly DrillReport[]): string {
  return drills.some(({ backend }) => backend === "local")
    ? `<p class="small">Measured on the drill's local site, on real processes of one machine: it proves the mechanism, not AWS.</p>`
    : "";
}

type MeasuredPrediction = PredictionEntry & { readonly measured: Measured | undefined };

function group(label: string, members: readonly MeasuredPrediction[]): string {
  const longest = Math.max(
    1,
    ...members.flatMap(({ objective, recoveryTimeSeconds, measured }) => [
      objective.recoveryTimeSeconds,
      recoveryTimeSeconds ?? 0,
      measured?.seconds ?? 0,
    ]),
  );
  return `<article class="recovery"><h3>${text(capital(label))}</h3><ul>${members.map((each) => tierRow(each, longest)).join("\n")}</ul></article>`;
}

function tierRow(prediction: MeasuredPrediction, longest: number): string {
  const { tier, terms, verdict, objective, unbounded, measured } = prediction;
  const at = (seconds: number): string => `${((seconds / longest) * 100).toFixed(2)}%`;
  const bars = terms.map(
    ({ name, seconds, basis }) =>
      `<span class="term ${basis}" style="width:${at(seconds)}" title="${text(`${seconds} s ${name}`)}"></span>`,
  );
  const dot = measured ? `<span class="dot" style="left:${at(measured.seconds)}"></span>` : "";
  const sum = terms.map(
    ({ name, seconds, detail }) => `${seconds} s ${name}${detail === undefined ? "" : ` (${detail})`}`,
  );
  return `<li class="${verdict}">
<div class="recovery-head"><b>${text(tierTitle(tier))}</b> ${figures(prediction)}</div>
<div class="stack" aria-hidden="true"><span class="terms">${bars.join("")}</span><span class="limit" style="left:${at(objective.recoveryTimeSeconds)}"></span>${dot}</div>
<p class="small">${text(unbounded ? `No bound: ${unbounded.found}. ${unbounded.fix}` : sum.join(" + ") || "Nothing has to happen.")}</p>
</li>`;
}

function figures(prediction: MeasuredPrediction): string {
  const { verdict, objective, recoveryTimeSeconds, recoveryPointSeconds, unbounded, measured } = prediction;
  const predicted = recoveryTimeSeconds === undefined || unbounded ? "no bound" : `${recoveryTimeSeconds} s`;
  const sign = verdict === "kept" ? "✓" : verdict === "broken" ? "✕ late:" : "?";
  const parts = [
    `<span class="figure ${verdict}">${sign} ${predicted} <span class="small">predicted</span></span>`,
    `<span>${objective.recoveryTimeSeconds} s <span class="small">declared</span></span>`,
    ...(measured
      ? [
          `<span>${measured.seconds.toFixed(1)} s <span class="small">measured, ${text(measured.scenario)} on ${measured.backend}</span></span>`,
        ]
      : []),
    ...(recoveryPointSeconds
      ? [`<span>${recoveryPointSeconds} s <span class="small">of writes may be lost</span></span>`]
      : []),
  ];
  return parts.join(" ");
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
