import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { undoStack } from "../../../drill/cli/down";
import { startMoto, type Moto } from "../adapters/aws/support/moto";
import { first, permitted, Stage, unstopped } from "../adapters/aws/support/stage";

let moto: Moto;
let stage: Stage;
let folder: string;

// The first run installs moto.
beforeAll(async () => void (moto = await startMoto()));
afterAll(() => moto.stop());
beforeEach(async () => {
  stage = await Stage.build(moto);
  folder = mkdtempSync(join(tmpdir(), "drill-"));
  // The SDK's own way to another endpoint: the command line has none.
  process.env["AWS_ENDPOINT_URL"] = stage.endpoint;
});
afterEach(async () => {
  delete process.env["AWS_ENDPOINT_URL"];
  rmSync(folder, { recursive: true });
  await stage.clear();
});

/** The two files that `--permit` and `--stack-outputs` name. */
function files(permit: object = permitted) {
  const paths = { permit: join(folder, "permit.yaml"), stackOutputs: join(folder, "stack.json") };
  writeFileSync(paths.permit, JSON.stringify(permit));
  writeFileSync(paths.stackOutputs, JSON.stringify(stage.stack));
  return paths;
}

describe("drill down --site aws", () => {
  it("ends what a drill that died has begun", async () => {
    const died = await stage.open("execute");
    await died.actions.inject("isolate", await died.probes.resolveTarget("zone", first), unstopped);
    died.close();

    const intended: string[] = [];
    await undoStack(files(), (text) => intended.push(text));

    expect(intended).toEqual([
      "stop experiment EXP2 in us-east-1",
      "delete experiment template EXT1 in us-east-1",
    ]);
    const states = [...stage.stub.experiments.experiments.values()].map(({ state }) => state.status);
    expect(states).toEqual(["stopped"]);
    expect(stage.stub.experiments.templates.size).toBe(0);
  });

  it("touches no account that is not on the permit's list", async () => {
    stage.stub.changes.length = 0;
    const other = files({ ...permitted, accountIds: ["999999999999"], experimentRoleArn: undefined });
    await expect(undoStack(other, () => undefined)).rejects.toThrow(
      "account 123456789012 is not on the permit's list (999999999999); nothing was broken",
    );
    expect(stage.stub.changes).toEqual([]);
  });
});
