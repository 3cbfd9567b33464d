import { expect, test } from "@jest/globals";
import { lockRuns } from "../../failover/cli/run-lock";
import { Refused } from "../../failover/model/exit-code";
import { temporaryFolder } from "../support/folder";

test("a second run in the folder is refused at once, with the process that is at it, and let in after it", async () => {
  const folder = temporaryFolder();
  const unlock = await lockRuns(folder);
  const second = lockRuns(folder);
  await expect(second).rejects.toThrow(Refused);
  await expect(second).rejects.toThrow(`a run is at it: process ${process.pid}; wait for it`);
  unlock();
  (await lockRuns(folder))();
});
