import { describe, expect, it } from "@jest/globals";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { PreflightSources } from "../../preflight/account";
import { runPreflight } from "../../preflight/cli";
import type { PreflightFinding } from "../../preflight/finding";
import { replaceBlock, writeQuotaTable } from "../../preflight/report/quota-table";
import { readPlan } from "../../plan/read";
import { answers, readySources, recordedPlan } from "./support/sources";

async function run(args: readonly string[], sources: PreflightSources = readySources()) {
  let output = "";
  const print = (text: string) => void (output += text);
  let closed = 0;
  const exitCode = await runPreflight(args, { out: print, error: print }, () => ({
    sources,
    close: () => void (closed += 1),
  }));
  return { exitCode, output, closed };
}

describe("npm run preflight", () => {
  it("prints the table and ends with 0 when nothing is short", async () => {
    const { exitCode, output, closed } = await run(["--plan", recordedPlan]);
    expect({ exitCode, closed }).toEqual({ exitCode: 0, closed: 1 });
    expect(output).toMatch(/^ +region +what +needed +found +to ask for, or to do\n/);
    expect(output).toMatch(/\n\npreflight: 1 to know, \d+ ok\n$/);
  });

  it("names a shortage first and ends with 1", async () => {
    const { exitCode, output } = await run(["--plan", recordedPlan], readySources({ quota: answers(5) }));
    expect(exitCode).toBe(1);
    expect(output.split("\n")[1]).toMatch(
      /^SHORT +eu-west-1 +vCPUs of running On-Demand Standard instances +12, 36 at maximum, 54 in a refresh +5, 0 in use +raise quota ec2 L-1216C47A to 54$/,
    );
  });

  it("prints JSON for a machine", async () => {
    const { output } = await run(["--plan", recordedPlan, "--json"]);
    const findings = JSON.parse(output) as readonly PreflightFinding[];
    expect(findings[0]).toEqual({
      check: "region",
      region: "eu-west-1",
      subject: "Region",
      needed: "usable by the account",
      found: "opt-in-not-required",
      readiness: "ok",
    });
  });

  it.each([
    [[], "no plan: say --stack <name> or --plan <file>"],
    [["--plan", "/nowhere.json"], "the plan /nowhere.json cannot be read"],
    [["--what"], "unknown option '--what'"],
    [["--plan", recordedPlan, "--quotas", "--update", "x.md"], "--update needs --stack"],
  ])("ends with 2 where it cannot ask: %j", async (args, message) => {
    const { exitCode, output } = await run(args);
    expect(exitCode).toBe(2);
    expect(output).toContain(message);
  });

  it("says once that there are no credentials, and ends with 2", async () => {
    const none = Object.assign(new Error("Could not load credentials"), { name: "CredentialsProviderError" });
    const id = () => Promise.reject(none);
    const { exitCode, output, closed } = await run(["--plan", recordedPlan], readySources({ id }));
    expect({ exitCode, closed }).toEqual({ exitCode: 2, closed: 1 });
    expect(output).toBe(
      "preflight: AWS does not know who asks (CredentialsProviderError: Could not load credentials); set credentials that may read\n",
    );
  });

  it("shows examples and exit codes with --help, and ends with 0", async () => {
    const { exitCode, output } = await run(["--help"]);
    expect(exitCode).toBe(0);
    expect(output).toContain("npm run preflight -- --stack prod");
    expect(output).toContain("  2  a question got no answer, or none could be asked");
  });
});

describe("the quotas of a plan as a table", () => {
  it("asks nobody, and shares a row between regions that need the same", async () => {
    const { exitCode, output, closed } = await run(["--plan", recordedPlan, "--quotas"]);
    expect({ exitCode, closed }).toEqual({ exitCode: 0, closed: 0 });
    const cells = output.split("\n").map((line) => line.split("|").map((cell) => cell.trim()));
    expect(cells[2]?.slice(1, 6)).toEqual([
      "eu-west-1, us-east-1",
      "vCPUs of running On-Demand Standard instances",
      "12, 36 at maximum, 54 in a refresh",
      "5",
      "**54**",
    ]);
  });

  it("of the recorded plan is the example of docs/quotas.md", () => {
    const document = readFileSync(join(__dirname, "..", "..", "docs", "quotas.md"), "utf8");
    const [, block] = /<!-- begin quotas of the example -->\n\n([\s\S]*?)\n\n<!-- end/.exec(document) ?? [];
    expect(block).toBe(writeQuotaTable(readPlan(recordedPlan)));
  });

  it("needs a block of that name in the document", () => {
    const document = "a\n<!-- begin quotas of prod -->\nold\n<!-- end quotas of prod -->\nb\n";
    expect(replaceBlock(document, "quotas of prod", "new")).toBe(
      "a\n<!-- begin quotas of prod -->\n\nnew\n\n<!-- end quotas of prod -->\nb\n",
    );
    expect(() => replaceBlock(document, "quotas of dev", "new")).toThrow("has no block between");
  });
});
