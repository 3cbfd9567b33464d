import { describe, expect, test } from "@jest/globals";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runReport } from "../../report/cli";
import { aReport } from "../drill/support/report";
import { temporaryFolder } from "../support/folder";
import { aFragileRun } from "./support/reports";

function run(...args: readonly string[]) {
  let [output, complaints] = ["", ""];
  const exitCode = runReport(
    args,
    (text) => void (output += text),
    (text) => void (complaints += text),
  );
  return { exitCode, output, complaints };
}

/** A folder as the policy pack leaves it. */
function reportFolder(): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "policies.json"), JSON.stringify(aFragileRun.policies));
  writeFileSync(join(folder, "survivability.json"), JSON.stringify(aFragileRun.survivability));
  return folder;
}

describe("npm run report", () => {
  test("writes the page beside its inputs, with their sums", () => {
    const folder = reportFolder();
    const { exitCode, output } = run(
      "--from",
      folder,
      "--drills",
      join(folder, "none"),
      "--operator",
      "Ann B.",
    );
    expect({ exitCode, output }).toEqual({
      exitCode: 0,
      output: expect.stringContaining(join(folder, "report.html")),
    });
    const page = readFileSync(join(folder, "report.html"), "utf8");
    expect(page).toContain("Survives none of 4 failures.");
    expect(page).toContain("Ann B.");
    const sum = createHash("sha256")
      .update(readFileSync(join(folder, "survivability.json")))
      .digest("hex");
    expect(page).toContain(sum);
  });

  test("shows of each scenario the drill that was run last", () => {
    const folder = reportFolder();
    for (const [day, medianMs] of [
      ["02", 1_100],
      ["03", 1_300],
    ] as const) {
      mkdirSync(join(folder, "drills", day), { recursive: true });
      const startedAt = `2026-05-${day}T00:00:00.000Z`;
      const scenarios = aReport.scenarios.map((one) => ({
        ...one,
        outageMs: { median: medianMs, p95: medianMs, max: medianMs },
      }));
      writeFileSync(
        join(folder, "drills", day, "report.json"),
        JSON.stringify({ ...aReport, startedAt, scenarios }),
      );
    }
    expect(run("--from", folder, "--drills", join(folder, "drills")).exitCode).toBe(0);
    const page = readFileSync(join(folder, "report.html"), "utf8");
    expect(page).toContain("outage 1.30 s median");
    expect(page).not.toContain("outage 1.10 s median");
  });

  test("reads the cost from the state that a rehearsal keeps beside its reports", () => {
    const folder = temporaryFolder();
    const reports = join(folder, "report");
    const stacks = join(folder, "backend", ".pulumi", "stacks", "shop");
    for (const made of [reports, stacks]) mkdirSync(made, { recursive: true });
    writeFileSync(join(reports, "policies.json"), JSON.stringify(aFragileRun.policies));
    const resources = [
      {
        urn: "urn:pulumi:prod::shop::aws:ec2/natGateway:NatGateway::nat",
        type: "aws:ec2/natGateway:NatGateway",
        inputs: { region: "us-east-1" },
      },
    ];
    const manifest = { version: "v3.250.0" };
    writeFileSync(
      join(stacks, "prod.json"),
      JSON.stringify({ checkpoint: { latest: { manifest, resources } } }),
    );
    expect(run("--from", reports, "--drills", join(folder, "none")).exitCode).toBe(0);
    const page = readFileSync(join(reports, "report.html"), "utf8");
    expect(page).toMatch(/\$3\d\.\d\d in a month/);
    expect(page).toContain("v3.250.0");
  });

  test("without a report says which file is missing and how to get it", () => {
    const { exitCode, complaints } = run("--from", temporaryFolder());
    expect(exitCode).toBe(2);
    expect(complaints).toMatch(/^report: there is no .*policies\.json: run "npm start" first/);
  });

  test("names every file that it cannot read at once", () => {
    const folder = reportFolder();
    writeFileSync(join(folder, "survivability.json"), '{"version": 1}');
    const { exitCode, complaints } = run(
      "--from",
      folder,
      "--plan",
      join(folder, "absent.json"),
      "--drills",
      join(folder, "none"),
    );
    expect(exitCode).toBe(2);
    expect(complaints).toContain("survivability.json is no report of this version");
    expect(complaints).toContain("absent.json cannot be read");
  });
});
