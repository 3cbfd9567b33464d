import type { PreflightFinding, Readiness } from "../finding";

const columns = ["", "region", "what", "needed", "found", "to ask for, or to do"] as const;

const marks: Readonly<Record<Readiness, string>> = { ok: "ok", short: "SHORT", note: "note", unknown: "?" };

/** Shortages first, then what got no answer, then notes. */
const order: readonly Readiness[] = ["short", "unknown", "note", "ok"];

/** The table for a terminal, and how it ends. */
export function writeTable(findings: readonly PreflightFinding[]): string {
  const sorted = order.flatMap((readiness) => findings.filter((finding) => finding.readiness === readiness));
  const rows = sorted.map(({ readiness, region, check, subject, needed, found, ask = "" }) => [
    marks[readiness],
    region,
    // A quota's or a zone's subject says by itself what it is.
    /^(quota|region|zone|backup copy|service-linked role)$/.test(check) ? subject : `${check} ${subject}`,
    needed,
    found,
    ask,
  ]);
  return `${alignColumns([columns, ...rows])}\n\n${verdictOf(findings)}\n`;
}

/** Cells padded to the widest of their column, two spaces between; nothing behind the last one. */
export function alignColumns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => (row[at] ?? "").length)));
  return rows
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function verdictOf(findings: readonly PreflightFinding[]): string {
  const count = (readiness: Readiness) =>
    findings.filter((finding) => finding.readiness === readiness).length;
  const parts = [
    [count("short"), "short"],
    [count("unknown"), "without an answer"],
    [count("note"), "to know"],
    [count("ok"), "ok"],
  ] as const;
  const text = parts.filter(([number]) => number > 0).map(([number, what]) => `${number} ${what}`);
  return `preflight: ${text.length === 0 ? "the plan needs nothing" : text.join(", ")}`;
}
