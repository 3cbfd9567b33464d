import { describe, expect, it } from "@jest/globals";
import { parsePermit } from "../../../../drill/adapters/aws/permit";
import { missingPrerequisites, unsupportedReason } from "../../../../drill/adapters/aws/supported-faults";
import { catalogue } from "../../../../drill/scenarios/catalogue";

const least = parsePermit({
  accountIds: ["123456789012"],
  stopAlarms: [{ region: "us-east-1", name: "errors" }],
});
const generous = {
  ...least,
  experimentRoleArn: "arn:aws:iam::123456789012:role/fis",
  promotion: "allowed" as const,
};

describe("the scenarios on AWS", () => {
  it("can be run exactly where they promise something for AWS", () => {
    const possible = catalogue.filter((scenario) => missingPrerequisites(scenario, generous).length === 0);
    const promised = catalogue.filter(({ budgets }) => budgets.aws !== undefined);
    expect(possible.map(({ name }) => name)).toEqual(promised.map(({ name }) => name));
    expect(possible.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["api_kill", "redis_kill", "primary_kill", "region_kill"]),
    );
  });

  it("say why each of the others cannot", () => {
    const impossible = catalogue.filter(({ budgets }) => budgets.aws === undefined);
    const reasons = impossible.flatMap((scenario) => missingPrerequisites(scenario, generous));
    expect(impossible.length).toBeGreaterThan(0);
    for (const reason of reasons) expect(reason).toMatch(/^[\w-]+ [\w-]+ cannot be done on AWS: .{20}/);
  });

  it("need a role for FIS, and consent to a promotion, where they use them", () => {
    const region = { act: [{ do: "break", fault: "kill", target: "active-region" }] } as const;
    expect(missingPrerequisites(region, least)).toEqual([
      "active-region needs FIS: set experimentRoleArn in the permit",
      expect.stringMatching(/^active-region promotes the standby's database, which RDS cannot undo/),
    ]);
    expect(missingPrerequisites(region, generous)).toEqual([]);
    expect(
      missingPrerequisites({ act: [{ do: "break", fault: "kill", target: "application" }] }, least),
    ).toEqual([]);
  });
});

describe("a zone", () => {
  it("can be isolated, not killed", () => {
    expect(unsupportedReason("isolate", "zone")).toBeUndefined();
    expect(unsupportedReason("kill", "zone")).toBe("kill zone cannot be done on AWS");
  });
});
