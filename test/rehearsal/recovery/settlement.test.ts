import { expect, test } from "@jest/globals";
import { CloudStore } from "../../../rehearsal/cloud/store";
import { settle } from "../../../rehearsal/recovery/settlement";
import type { StackState, StateResource } from "../../../rehearsal/recovery/stack-state";
import { temporaryFile } from "../cloud/support/aws";

const identity = { project: "shop", stack: "dev" };
const type = "aws:s3/bucket:Bucket";
const urn = "urn:pulumi:dev::shop::aws:s3/bucket:Bucket::logs";
const bucket: StateResource = { urn, type, custom: true, id: "logs" };
const withBucket: StackState = { resources: [bucket], pending: [] };
const empty: StackState = { resources: [], pending: [] };

function stage(filled: boolean) {
  const cloud = new CloudStore(temporaryFile("account.jsonl"));
  if (filled) cloud.put({ urn, type, id: "logs", inputs: {}, outputs: {} });
  const said: string[] = [];
  return {
    cloud,
    said,
    after: (state: StackState) => settle(state, cloud, identity, (line) => said.push(line)),
  };
}

test("nothing is said where both say the same", () => {
  const { said, after } = stage(true);
  expect(after(withBucket)).toBeUndefined();
  expect(said).toEqual([]);
});

test("every difference is counted, with what to do", () => {
  expect(stage(false).after(withBucket)).toBe(
    "cloud and state differ: 1 resources of the state do not exist, 0 that exist are not in the state, " +
      "0 operations were interrupted; run the same command again: it begins with taking up what is left",
  );
  expect(stage(true).after(empty)).toContain(
    "0 resources of the state do not exist, 1 that exist are not in the state",
  );
  const interrupted = { ...empty, pending: [{ type: "deleting", resource: bucket }] };
  expect(stage(false).after(interrupted)).toContain("1 operations were interrupted");
});

test("what the state had and let go of (`retainOnDelete`, `state delete`) stays, and is said once", () => {
  const { cloud, said, after } = stage(true);
  after(withBucket);
  expect(after(empty)).toBeUndefined();
  expect(after(empty)).toBeUndefined();
  expect(said).toEqual(["1 resources stay in the cloud without a stack: the state let go of them"]);
  expect([...cloud.all()]).toHaveLength(1);
});
