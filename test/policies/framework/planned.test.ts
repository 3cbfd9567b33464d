import { inspect } from "node:util";

import { describe, expect, test } from "@jest/globals";

import type { PlannedResource } from "../../../policies/framework/planned";
import { deployed, planOf, ref, resource, secret, UNKNOWN } from "../support/fixture";

const SUBNET = ["aws:ec2/subnet:Subnet"];
const subnet = (name: string, id: unknown = UNKNOWN) =>
  resource("aws:ec2/subnet:Subnet", name, {}, { computed: { id } });

/** What `subnetIds` of a group refers to in a plan that also holds the subnets a, b and c. */
function referenced(
  subnetIds: unknown,
  ids: readonly unknown[] = [UNKNOWN, UNKNOWN, UNKNOWN],
): string | readonly string[] {
  const subnets = ["a", "b", "c"].map((name, index) => subnet(name, ids[index]));
  const plan = planOf([
    ...subnets,
    resource("aws:vpc", "vpc", {}),
    resource("group", "group", { subnetIds }),
  ]);
  const read = plan.references(plan.ofType(["group"])[0]!, "subnetIds", SUBNET);
  return read.state === "known" ? read.value.map(({ name }) => name) : read.state;
}

describe("references", () => {
  test("are resolved in a first preview when there are as many as dependencies", () => {
    expect(referenced([ref("c"), ref("a")])).toEqual(["a", "c"]);
    expect(referenced(ref("b"))).toEqual(["b"]);
  });

  test("count dependencies of the asked type only", () => {
    expect(referenced([ref("a", "vpc"), ref("b")])).toEqual(["a", "b"]);
  });

  test("are unknown when some may have been dropped on the way", () => {
    expect(referenced(ref("a", "b", "c"))).toBe("unknown");
    expect(referenced([ref("a", "b"), ref("b", "c")])).toBe("unknown");
  });

  test("are found by id once ids are known", () => {
    expect(referenced(["subnet-3", "subnet-1"], ["subnet-1", "subnet-2", "subnet-3"])).toEqual(["a", "c"]);
    expect(referenced("subnet-2", ["subnet-1", "subnet-2", "subnet-3"])).toEqual(["b"]);
    expect(referenced(["subnet-1", ref("b")], ["subnet-1", UNKNOWN, UNKNOWN])).toEqual(["a", "b"]);
  });

  test("are resolved by dependency when ids are not among the outputs", () => {
    const links = [deployed("subnet-1", "a"), deployed("subnet-2", "b")];
    expect(referenced(links, [undefined, undefined, undefined])).toEqual(["a", "b"]);
    expect(referenced(links, ["subnet-1", "subnet-7", "subnet-8"])).toBe("unknown");
  });

  test("are unknown when they point outside of the plan, and absent when left out", () => {
    expect(referenced(["subnet-9"], ["subnet-1", "subnet-2", "subnet-3"])).toBe("unknown");
    expect(referenced(undefined)).toBe("absent");
  });
});

describe("a plan", () => {
  test("is sorted by URN, whatever the engine's order", () => {
    const plan = planOf([resource("b", "x", {}), resource("a", "z", {}), resource("a", "y", {})]);
    expect(plan.resources.map(({ name }) => name)).toEqual(["y", "z", "x"]);
    expect(plan.ofType(["b", "a"]).map(({ name }) => name)).toEqual(["y", "z", "x"]);
    expect(plan.byUrn("urn:pulumi:prod::shop::a::y")?.name).toBe("y");
  });

  test("knows parents and dependencies", () => {
    const plan = planOf([
      resource("component", "site", {}),
      resource("aws:vpc", "vpc", {}),
      resource("aws:subnet", "subnet", { vpcId: ref("vpc") }, { parent: "site", dependsOn: ["site"] }),
    ]);
    const names = (found: readonly PlannedResource[]) => found.map(({ name }) => name);
    const [made] = plan.ofType(["aws:subnet"]);
    expect(made!.parent?.name).toBe("site");
    expect(names(made!.dependencies)).toEqual(["vpc", "site"]);
    expect(names(made!.dependenciesOf("vpcId"))).toEqual(["vpc"]);
    expect(made!.dependenciesOf("tags")).toEqual([]);
  });

  test("takes a resource's region from itself, else from its provider", () => {
    const regionOf = (inputs: object, more: object = {}) =>
      planOf([resource("aws:thing", "thing", { ...inputs }, { region: "eu-west-1", ...more })]).resources[0]!
        .region;
    expect(regionOf({ region: "us-east-1" })).toMatchObject({ state: "known", value: "us-east-1" });
    expect(regionOf({})).toMatchObject({ state: "known", value: "eu-west-1" });
    expect(regionOf({}, { computed: { region: UNKNOWN } })).toMatchObject({
      state: "known",
      value: "eu-west-1",
    });
    expect(regionOf({}, { region: UNKNOWN })).toMatchObject({ state: "unknown" });
  });

  test("prints no property", () => {
    const plan = planOf([resource("aws:db", "db", { password: secret("hunter2"), notes: "hunter2" })]);
    expect(inspect(plan, { depth: 9, showHidden: true }) + JSON.stringify(plan)).not.toContain("hunter2");
  });
});
