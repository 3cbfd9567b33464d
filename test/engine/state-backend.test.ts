import { afterAll, expect, jest, test } from "@jest/globals";
import { openRehearsal, succeeded } from "../support/rehearsal";

jest.setTimeout(300_000);

const rehearsal = openRehearsal();
afterAll(() => {
  rehearsal.remove();
});

const run = (...args: readonly string[]) => rehearsal.run("-C", "state-backend", ...args, "--stack", "prod");

test("the backend of the state goes up with no objection of the policies, and says where to log in", async () => {
  const up = succeeded(await run("up", "--yes", "--skip-preview", "--policy-pack", "policies"));
  expect(up).not.toContain("[mandatory]");
  const { stdout } = await run("stack", "output", "--json");
  expect(JSON.parse(stdout)).toMatchObject({
    loginUrl: "s3://standfast-state-us-west-2?region=us-west-2&awssdk=v2",
    copyBucket: "standfast-state-ca-central-1",
    secretsProvider: expect.stringMatching(/^awskms:\/\/[\w-]+\?region=us-west-2&awssdk=v2$/),
  });
  succeeded(await run("preview", "--expect-no-changes"));
});
