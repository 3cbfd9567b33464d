import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { parsePermit, readPermit } from "../../../../drill/adapters/aws/permit";
import { parseStack, readStack } from "../../../../drill/adapters/aws/stack";
import { Refused } from "../../../../drill/model/exit-code";

const least = { accountIds: ["123456789012"], stopAlarms: [{ region: "us-east-1", name: "errors" }] };

describe("a permit", () => {
  it("has a time limit of half an hour and refuses promotion unless it says otherwise", () => {
    expect(parsePermit(least)).toEqual({ ...least, timeLimitSeconds: 1_800, promotion: "refused" });
  });

  it("has an example that is valid", () => {
    expect(readPermit("drill/adapters/aws/permit.example.yaml")).toMatchObject({ promotion: "refused" });
  });

  it.each([
    ["no account", { ...least, accountIds: [] }, "accountIds"],
    ["an account that YAML read as a number", { ...least, accountIds: [123456789012] }, "accountIds[0]"],
    [
      "an account id that is too short",
      { ...least, accountIds: ["12345"] },
      "must be an account id of 12 digits",
    ],
    ["no alarm", { ...least, stopAlarms: [] }, "stopAlarms"],
    ["a time limit that FIS does not know", { ...least, timeLimitSeconds: 43_201 }, "timeLimitSeconds"],
    ["a role that is none", { ...least, experimentRoleArn: "admin" }, "must be the ARN of an IAM role"],
    [
      "an alarm with a blank name",
      { ...least, stopAlarms: [{ region: "us-east-1", name: "  " }] },
      "must not be blank",
    ],
    [
      "an alarm in a blank region",
      { ...least, stopAlarms: [{ region: " ", name: "errors" }] },
      "must be a region",
    ],
    [
      "a role of an account that it does not list",
      { ...least, experimentRoleArn: "arn:aws:iam::999999999999:role/fis" },
      "is a role of account 999999999999, which accountIds does not list (123456789012)",
    ],
    ["a key that does not exist", { ...least, account: "123456789012" }, 'Unrecognized key: "account"'],
    ["nothing", undefined, "Invalid input"],
  ])("refuses %s", (_what, value, message) => {
    expect(() => parsePermit(value)).toThrow(Refused);
    expect(() => parsePermit(value)).toThrow(message);
  });
});

describe("the files", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "permit-"));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it("are read as YAML or JSON", () => {
    const permit = join(folder, "permit.yaml");
    writeFileSync(
      permit,
      'accountIds: ["123456789012"]\nstopAlarms:\n  - { region: us-east-1, name: errors }\n',
    );
    expect(readPermit(permit).accountIds).toEqual(["123456789012"]);

    const region = {
      name: "us-east-1",
      autoScalingGroup: "app",
      databaseEndpoint: "db.example",
      cacheEndpoint: "cache.example",
    };
    const outputs = join(folder, "outputs.json");
    writeFileSync(
      outputs,
      JSON.stringify({ url: "https://app.example.com", regions: [{ ...region, role: "active" }] }),
    );
    expect(readStack(outputs)).toEqual({ url: "https://app.example.com", regions: [region] });
  });

  it("are refused when they are not there", () => {
    expect(() => readPermit(join(folder, "none"))).toThrow(/^the permit .*none cannot be read: ENOENT/);
    expect(() => readStack(join(folder, "none"))).toThrow(/^the stack outputs .*none cannot be read: ENOENT/);
  });

  it("are refused when the outputs are of another program, or encrypted", () => {
    expect(() => parseStack({ url: "[secret]" })).toThrow(Refused);
    expect(() => parseStack({ url: "[secret]" })).toThrow("the stack outputs are not those of this platform");
  });
});
