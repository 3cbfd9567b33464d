import { afterAll, describe, expect, jest, test } from "@jest/globals";
import { types } from "../../rehearsal/cloud/aws/type-tokens";
import { openRehearsal, succeeded } from "../support/rehearsal";

jest.setTimeout(600_000);

const rehearsal = openRehearsal();
afterAll(() => {
  rehearsal.remove();
});

const run = (...args: readonly string[]) =>
  rehearsal.run("-C", "test/engine/programs/data", ...args, "--stack", "dev");
const up = (...faults: readonly string[]) =>
  run(...faults.flatMap((fault) => ["--fault", fault]), "up", "--yes", "--skip-preview");

async function agrees(): Promise<void> {
  expect(succeeded(await run("preview", "--expect-no-changes"))).toMatch(/Resources:\s+\d+ unchanged/);
  succeeded(await run("refresh", "--yes", "--expect-no-changes"));
}

describe("every store of data, in two regions", () => {
  test("is not made where instances and roles cannot be made, and says so; what was made stays", async () => {
    const { exitCode, output } = await up("event=us-east-1-2025-10-20");
    expect(exitCode).not.toBe(0);
    expect(output).toMatch(
      /creating IAM Role: operation error IAM: CreateRole, exceeded maximum number of attempts, 25, .* api error InternalFailure/,
    );
    expect(output).toMatch(
      /rehearsal: with faults: of \d+ calls 0 were asked again and succeeded, [1-9]\d* failed/,
    );
    const made = rehearsal.cloud();
    expect(made.length).toBeGreaterThan(10);
    const ofInstances: readonly string[] = [types.dbInstance, types.replicationGroup];
    const inUsEast1 = made.filter(({ type, region }) => region === "us-east-1" && ofInstances.includes(type));
    expect(inUsEast1).toEqual([]);
  });

  test("is finished by the next update, with one attempt in seven throttled, broken or unanswered, and program and reality agree", async () => {
    const { exitCode, output } = await up("api-throttle-error=5%", "api-internal-error=5%", "api-timeout=5%");
    expect(exitCode).toBe(0);
    expect(output).toMatch(
      /rehearsal: with faults: of \d+ calls [1-9]\d* were asked again and succeeded, 0 failed/,
    );
    await agrees();
  });

  test("is planned without a word to a dark region that a provider does not ask who it is in", async () => {
    const { exitCode, output } = await run(
      "--fault",
      "region-dark=ap-southeast-1",
      "preview",
      "--expect-no-changes",
    );
    expect([exitCode, output]).toEqual([0, expect.stringContaining("with faults: of 2 calls 0 ")]);
  });

  test("is not planned with one of its regions dark: the provider of that region does not know who it is", async () => {
    const { exitCode, output } = await run("--fault", "region-dark=eu-west-1", "preview");
    expect(exitCode).not.toBe(0);
    expect(output).toContain("unable to validate AWS credentials");
    expect(output).toContain("sts.eu-west-1.amazonaws.com");
    await agrees();
  });
});
