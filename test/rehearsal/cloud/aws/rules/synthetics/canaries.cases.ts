import type { Props } from "../../../../../../rehearsal/cloud/wire";
import { creation, type RuleCase } from "../../../support/rule-case";

const canary = "aws:synthetics/canary:Canary";

const canaryWith = (more: Props): Props => ({
  artifactS3Location: "s3://artefacts",
  executionRoleArn: "role",
  handler: "index.handler",
  runtimeVersion: "syn-nodejs-4.1",
  schedule: { expression: "rate(1 minute)" },
  ...more,
});

export const canaryCases: readonly RuleCase[] = [
  creation(
    "canary-name",
    canary,
    { property: "name" },
    canaryWith({ name: "Public" }),
    canaryWith({ name: "public" }),
  ),
  creation(
    "canary-runtime",
    canary,
    { code: "ValidationException", quote: "Deprecated runtime version specified: syn-nodejs-puppeteer-3.9" },
    canaryWith({ runtimeVersion: "syn-nodejs-puppeteer-3.9" }),
    canaryWith({ runtimeVersion: "syn-nodejs-puppeteer-13.1" }),
  ),
  creation(
    "canary-timeout",
    canary,
    { property: "runConfig" },
    canaryWith({ runConfig: { timeoutInSeconds: 2 } }),
    canaryWith({ runConfig: { timeoutInSeconds: 3 } }),
  ),
];
