import { afterAll, expect, test } from "@jest/globals";
import { openRehearsal, succeeded } from "../support/rehearsal";

const rehearsal = openRehearsal();
afterAll(() => {
  rehearsal.remove();
});

const run = async (...args: readonly string[]) =>
  succeeded(await rehearsal.run("-C", "test/engine/programs/data", ...args, "--stack", "dev"));

test("every store of data goes up with its copies, stays as it is, and comes down to nothing", async () => {
  await run("up", "--yes", "--skip-preview");
  const seen = JSON.parse(await run("stack", "output", "seen")) as Record<string, string[]>;
  expect(seen).toEqual({
    proxies: [
      expect.stringMatching(/^instance-proxy-proxy-\w{7}\.proxy-/),
      expect.stringMatching(/^cluster-proxy-proxy-\w{7}\.proxy-/),
    ],
    clusterInstances: [1, 2, 3].map((at) => expect.stringMatching(`^sales-cluster-\\w{7}-instance-${at}$`)),
    memberNodes: ["0001-001", "0001-002", "0002-001", "0002-002"].map((node) =>
      expect.stringMatching(`^sessions-eu-group-\\w{7}-${node}$`),
    ),
    durableNodes: ["0001-001", "0001-002", "0002-001", "0002-002"].map((node) =>
      expect.stringMatching(`^queue-cluster-\\w{7}-${node}$`),
    ),
    caches: [
      expect.stringMatching(/^clustercfg\.sessions-us-group-/),
      expect.stringMatching(/^clustercfg\.sessions-eu-group-/),
      expect.stringMatching(/^clustercfg\.queue-cluster-.*\.memorydb\.us-east-1\.amazonaws\.com$/),
    ],
    accessPoint: expect.stringMatching(/^m\w{12}\.mrap$/),
    plans: [expect.any(String), expect.any(String)],
  });

  expect(await run("preview", "--expect-no-changes")).toMatch(/Resources:\s+\d+ unchanged/);
  await run("refresh", "--yes", "--expect-no-changes");
  expect(await run("destroy", "--yes", "--skip-preview")).toContain(
    "The resources in the stack have been deleted",
  );
  expect(rehearsal.cloud()).toEqual([]);
});
