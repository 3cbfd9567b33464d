import type { Trial } from "../model/report";
import { escapeMarkup as text } from "./markup";

/** A trial drawn as SVG: a lane for each store and group of clients, a column for each step of time. */

const width = 1_000;
const left = 150;
const laneHeight = 26;
const top = 22;
const bottom = 20;

export function drawTimeline({ timeline, undoneAt, phases }: Trial): string {
  const { series, stepMs, fromAt } = timeline;
  const steps = Math.max(1, ...series.map(({ ok }) => ok.length));
  const x = (at: number): number => left + ((at - fromAt) / (steps * stepMs)) * (width - left);
  const height = top + series.length * laneHeight + bottom;
  const lanes = series.map((lane, index) => drawLane(lane, top + index * laneHeight, (width - left) / steps));
  const marks = [
    { at: 0, label: "fault" },
    ...(undoneAt === undefined ? [] : [{ at: undoneAt, label: "undone" }]),
  ].map(
    ({ at, label }) =>
      `<line x1="${n(x(at))}" x2="${n(x(at))}" y1="14" y2="${height - bottom}" class="mark"/><text x="${n(x(at))}" y="11" class="label">${label}</text>`,
  );
  const dots = phases.map(
    ({ at, of, phase }) =>
      `<circle cx="${n(x(at))}" cy="17" r="3" class="dot"><title>${text(`${of} ${phase} at ${(at / 1000).toFixed(2)} s`)}</title></circle>`,
  );
  return `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="requests over time">${lanes.join("")}${marks.join("")}${dots.join("")}${axis(fromAt, steps * stepMs, height, x)}</svg>`;
}

function drawLane(lane: Trial["timeline"]["series"][number], y: number, stepWidth: number): string {
  const most = Math.max(
    1,
    ...lane.ok.map((count, step) => count + (lane.slow[step] ?? 0) + (lane.failed[step] ?? 0)),
  );
  const columns = lane.ok.map((ok, step) => {
    let base = y + laneHeight - 4;
    return (["failed", "slow", "ok"] as const)
      .map((kind) => {
        const count = kind === "ok" ? ok : (lane[kind][step] ?? 0);
        const tall = (count / most) * (laneHeight - 6);
        base -= tall;
        return count === 0
          ? ""
          : `<rect x="${n(left + step * stepWidth)}" y="${n(base)}" width="${n(stepWidth)}" height="${n(tall)}" class="${kind}"/>`;
      })
      .join("");
  });
  return `<text x="0" y="${y + laneHeight - 8}" class="label">${text(`${lane.store}, ${lane.clients}`)}</text>${columns.join("")}`;
}

/** Seconds since the fault along the bottom. */
function axis(fromAt: number, spanMs: number, height: number, x: (at: number) => number): string {
  const everyMs = spanMs > 40_000 ? 10_000 : spanMs > 15_000 ? 5_000 : 1_000;
  const first = Math.ceil(fromAt / everyMs) * everyMs;
  const labels: string[] = [];
  for (let at = first; at < fromAt + spanMs; at += everyMs) {
    labels.push(`<text x="${n(x(at))}" y="${height - 5}" class="label">${at / 1000} s</text>`);
  }
  return labels.join("");
}

const n = (value: number): string => value.toFixed(1);
