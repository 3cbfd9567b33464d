import { describe, expect, it } from "@jest/globals";
import { join } from "node:path";
import { runCost } from "../../cost/cli";
import { monthlyCost, type CostReport } from "../../cost/monthly-cost";
import { prices } from "../../cost/prices/2026-10-08";
import { writeCostMarkdown } from "../../cost/report/markdown";
import { writeCostText } from "../../cost/report/text";
import { PulumiPlan } from "../../plan/plan";

const recorded = join(__dirname, "..", "plan", "two-regions.json");

const planned = (type: string, region: string, count: number) =>
  Array.from({ length: count }, (_, at) => ({
    urn: `${type} ${region} ${at}`,
    type,
    name: "one",
    region,
    exists: false,
    inputs: {},
    references: {},
  }));

const report = (gateways: number, keys: number): CostReport =>
  monthlyCost(
    new PulumiPlan([
      ...planned("aws:ec2/natGateway:NatGateway", "us-east-1", gateways),
      ...planned("aws:ec2/natGateway:NatGateway", "eu-west-1", 1),
      ...planned("aws:kms/key:Key", "us-east-1", keys),
    ]),
    prices,
  );

describe("the cost as text", () => {
  it("is a table of parts and regions, the dearest first, and says what is not in it", () => {
    expect(writeCostText(report(3, 2))).toEqual([
      "Monthly cost at rest, in US dollars",
      "                    eu-west-1  us-east-1     all",
      "  network               35.04      98.55  133.59",
      "  keys and secrets          –       2.00    2.00",
      "  all                   35.04     100.55  135.59",
      "  List prices of 2026-10-08 in US dollars, on demand.",
      "  26 % of the sum rests on estimated prices (cost/prices).",
      expect.stringMatching(/^ {2}Not counted: traffic .*; logs and custom metrics; /),
    ]);
  });
});

describe("the cost as Markdown", () => {
  it("tells the difference to the base, also of a part that is gone", () => {
    const text = writeCostMarkdown(report(3, 0), report(2, 1));
    expect(text.split("\n").slice(0, 7)).toEqual([
      "Cost: **$133.59** a month at rest, +31.85 to the base.",
      "",
      "| a month at rest | eu-west-1 | us-east-1 | all | difference |",
      "| --- | ---: | ---: | ---: | ---: |",
      "| network | 35.04 | 98.55 | 133.59 | +32.85 |",
      "| keys and secrets | – | – | – | −1.00 |",
      "| **all** | 35.04 | 98.55 | 133.59 | +31.85 |",
    ]);
  });

  it("says so where nothing changes", () => {
    expect(writeCostMarkdown(report(1, 1), report(1, 1))).toContain("a month at rest, as before.");
  });

  it("names what has no price", () => {
    const text = writeCostMarkdown(
      monthlyCost(new PulumiPlan(planned("aws:mq/broker:Broker", "us-east-1", 1)), prices),
    );
    expect(text).toContain("- No price is listed for, so the sum lacks: aws:mq/broker:Broker.");
  });
});

describe("npm run cost", () => {
  const run = (...args: readonly string[]) => {
    let output = "";
    const print = (text: string) => void (output += text);
    return { exitCode: runCost(args, print, print), output };
  };

  it("reads a plan, and a base", () => {
    expect(run("--plan", recorded)).toMatchObject({
      exitCode: 0,
      output: expect.stringMatching(/^Monthly cost/),
    });
    const { exitCode, output } = run("--plan", recorded, "--base", recorded, "--format", "markdown");
    expect(exitCode).toBe(0);
    expect(output).toMatch(/^Cost: \*\*\$4,\d{3}\.\d\d\*\* a month at rest, as before\./);
  });

  it("writes JSON", () => {
    const { output } = run("--plan", recorded, "--format", "json");
    expect(JSON.parse(output)).toMatchObject({ report: { asOf: "2026-10-08" } });
  });

  it.each([
    [[], "required option '--plan <file>' not specified"],
    [["--plan", "/nowhere.json"], "the plan /nowhere.json cannot be read"],
    [["--plan", recorded, "--format", "pdf"], "Allowed choices are text, markdown, json"],
  ])("ends with 2 without a plan: %j", (args, message) => {
    const { exitCode, output } = run(...args);
    expect(exitCode).toBe(2);
    expect(output).toContain(message);
  });

  it("has examples", () => {
    expect(run("--help")).toMatchObject({ exitCode: 0, output: expect.stringContaining("--base main.json") });
  });
});
