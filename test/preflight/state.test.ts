import { describe, expect, it } from "@jest/globals";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stateBackendOf } from "../../preflight/outside/state-backend";
import { preflight } from "../../preflight/preflight";
import { readPlan } from "../../plan/read";
import { temporaryFolder } from "../support/folder";
import { answers, readySources, recordedPlan } from "./support/sources";

async function findingOf(url: string | undefined) {
  const sources = { ...readySources(), stateBackend: { url: answers(url) } };
  const findings = await preflight(readPlan(recordedPlan), sources);
  return findings.find(({ check }) => check === "state");
}

describe("the state of a stack", () => {
  it("in one of its own regions is told, with the way out", async () => {
    expect(await findingOf("s3://state?region=eu-west-1&awssdk=v2")).toMatchObject({
      needed: "outside of eu-west-1, us-east-1",
      found: "state in eu-west-1",
      readiness: "short",
      ask: "move it: docs/runbooks/move-the-state.md",
    });
  });

  it.each([
    ["s3://state?region=us-west-2", "ok", "state in us-west-2"],
    ["gs://state", "ok", "gs://state, which is not of AWS"],
    ["s3://state", "note", "state, whose address says no region"],
    ["file:///home/me", "note", "a folder of this machine, which is its only copy"],
    ["https://api.pulumi.com", "note", "api.pulumi.com, which does not tell where it keeps it"],
    [undefined, "note", "nobody is logged in to a backend"],
  ])("at %s is %s", async (url, readiness, found) => {
    expect(await findingOf(url)).toMatchObject({ readiness, found });
  });
});

it("the backend is that of the environment, else of the project, else the one that somebody logged in to", async () => {
  const [folder, home] = [temporaryFolder(), join(temporaryFolder(), "home")];
  expect(await stateBackendOf(folder, home, {}).url()).toBeUndefined();
  mkdirSync(home);
  writeFileSync(join(home, "credentials.json"), JSON.stringify({ current: "s3://of-the-login" }));
  expect(await stateBackendOf(folder, home, {}).url()).toBe("s3://of-the-login");
  writeFileSync(join(folder, "Pulumi.yaml"), "name: x\nbackend:\n  url: s3://of-the-project\n");
  expect(await stateBackendOf(folder, home, {}).url()).toBe("s3://of-the-project");
  const env = { PULUMI_BACKEND_URL: "s3://of-the-environment" };
  expect(await stateBackendOf(folder, home, env).url()).toBe("s3://of-the-environment");
});
