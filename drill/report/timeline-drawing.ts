import type { Trial } from "../model/report";
import { seconds } from "./figures";
import { escapeMarkup as text } from "./markup";

/**
 * A trial drawn over time: a lane for each store and group of clients, a column for each step. Only the columns are
 * SVG, which stretches; names, marks and times are text of the page, which must stay readable on a phone.
 */

type Lane = Trial["timeline"]["series"][number];

export function drawTimeline({ timeline, undoneAt, phases }: Trial): string {
  const { series, stepMs, fromAt } = timeline;
  const steps = Math.max(1, ...series.map(({ ok }) => ok.length));
  const spanMs = steps * stepMs;
  const shareOf = (at: number): number => Math.min(1, Math.max(0, (at - fromAt) / spanMs));
  const marks = [
    mark(shareOf(0), "fault", "fault"),
    ...(undoneAt === undefined ? [] : [mark(shareOf(undoneAt), "undone", "undone")]),
  ];
  const dots = phases.map(({ at, of, phase }) => {
    const label = text(`${of} ${phase} at ${seconds(at)} s`);
    return `<span class="dot" style="left:${percent(shareOf(at))}" title="${label}"></span>`;
  });
  return `<figure class="timeline" role="img" aria-label="requests over time, by when they were sent">
<div class="plot">${series.map((lane) => drawLane(lane, steps)).join("")}<div class="overlay">${marks.join("")}${dots.join("")}</div></div>
<div class="axis">${axisLabels(fromAt, spanMs, shareOf).join("")}</div>
</figure>`;
}

function mark(share: number, kind: string, label: string): string {
  // Beyond the middle the label goes to the left of its line, so that it stays on the page.
  const side = share > 0.5 ? " before" : "";
  return `<span class="mark ${kind}${side}" style="left:${percent(share)}"><span>${label}</span></span>`;
}

function drawLane(lane: Lane, steps: number): string {
  const totals = lane.ok.map((ok, step) => ok + (lane.slow[step] ?? 0) + (lane.failed[step] ?? 0));
  const max = Math.max(1, ...totals);
  const columns = lane.ok.flatMap((ok, step) => {
    let base = 1;
    return (["failed", "slow", "ok"] as const).map((kind) => {
      const count = kind === "ok" ? ok : (lane[kind][step] ?? 0);
      const height = count / max;
      base -= height;
      if (count === 0) return "";
      return `<rect x="${step}" y="${base.toFixed(3)}" width="1" height="${height.toFixed(3)}" class="${kind}"/>`;
    });
  });
  return `<div class="lane"><span class="lane-name">${text(`${lane.store}, ${lane.clients}`)}</span><svg viewBox="0 0 ${steps} 1" preserveAspectRatio="none" shape-rendering="crispEdges" aria-hidden="true">${columns.join("")}</svg></div>`;
}

/** Seconds since the fault along the bottom; every other one gives way where there is little room. */
function axisLabels(fromAt: number, spanMs: number, shareOf: (at: number) => number): string[] {
  const everyMs = spanMs > 60_000 ? 10_000 : spanMs > 20_000 ? 5_000 : 1_000;
  const labels: string[] = [];
  for (let at = Math.ceil(fromAt / everyMs) * everyMs; at < fromAt + spanMs; at += everyMs) {
    // At the edges half of a label would be cut off.
    if (shareOf(at) < 0.02 || shareOf(at) > 0.97) continue;
    const minor = (at / everyMs) % 2 === 0 ? "" : ' class="minor"';
    labels.push(`<span${minor} style="left:${percent(shareOf(at))}">${at / 1000} s</span>`);
  }
  return labels;
}

const percent = (share: number): string => `${(share * 100).toFixed(2)}%`;
