import { expect, test } from "@jest/globals";
import type { StateResource } from "../../../rehearsal/recovery/stack-state";
import { edited } from "../../../rehearsal/recovery/state-edits";

const resource = (urn: string, more: Partial<StateResource> = {}): StateResource => ({
  urn,
  type: "aws:ec2/vpc:Vpc",
  custom: true,
  id: urn,
  ...more,
});

test("a list without changes stays as it is", () => {
  const resources = [resource("stack"), resource("vpc", { parent: "stack", dependencies: ["stack"] })];
  expect(edited(resources, new Set(), [])).toEqual(resources);
});

test("whatever referred to a dropped resource is led past it", () => {
  const [stack, gone] = [resource("stack"), resource("gone", { parent: "stack" })];
  const child = resource("child", {
    parent: "gone",
    dependencies: ["gone", "stack"],
    propertyDependencies: { vpcId: ["gone"], name: ["stack"] },
    deletedWith: "gone",
  });
  expect(edited([stack, gone, child], new Set([gone]), [])).toEqual([
    stack,
    resource("child", {
      parent: "stack",
      dependencies: ["stack"],
      propertyDependencies: { vpcId: [], name: ["stack"] },
    }),
  ]);
});

test("an adopted resource comes last, or in the place of the one that it succeeds: others depend on it", () => {
  const [old, user] = [
    resource("role", { pendingReplacement: true }),
    resource("policy", { dependencies: ["role"] }),
  ];
  const [successor, another] = [resource("role", { id: "new" }), resource("bucket")];
  expect(edited([old, user], new Set(), [another, successor])).toEqual([successor, user, another]);
  expect(edited([user], new Set(), [another])).toEqual([resource("policy", { dependencies: [] }), another]);
});
