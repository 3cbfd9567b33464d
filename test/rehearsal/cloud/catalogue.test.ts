import { describe, expect, test } from "@jest/globals";
import { Catalogue, keyOf, type CataloguedObject } from "../../../rehearsal/cloud/catalogue";

const subnet = (id: string, region: string, outputs: CataloguedObject["outputs"]): CataloguedObject => ({
  type: "subnet",
  id,
  region,
  outputs,
});

describe("a catalogue", () => {
  test("finds objects by a value, by a list that has it, and by a value inside blocks", () => {
    const catalogue = new Catalogue<CataloguedObject>();
    const one = subnet("one", "a", { vpc: "v", tags: ["red", "blue"], routes: [{ to: "x" }, { to: "y" }] });
    const two = subnet("two", "b", { vpc: "v", tags: ["blue"], routes: [{ to: "y" }] });
    for (const each of [one, two]) catalogue.set(each);
    expect(catalogue.having("subnet", "vpc", "v")).toEqual([one, two]);
    expect(catalogue.having("subnet", "tags", "red")).toEqual([one]);
    expect(catalogue.having("subnet", "routes.to", "y")).toEqual([one, two]);
    expect(catalogue.having("subnet", "vpc", "w")).toEqual([]);
    expect(catalogue.having("gateway", "vpc", "v")).toEqual([]);
  });

  test("follows changes that come after the first question", () => {
    const catalogue = new Catalogue<CataloguedObject>();
    catalogue.set(subnet("one", "a", { vpc: "v" }));
    expect(catalogue.having("subnet", "vpc", "v")).toHaveLength(1);

    catalogue.set(subnet("one", "a", { vpc: "w" }));
    catalogue.set(subnet("two", "a", { vpc: "w" }));
    expect(catalogue.having("subnet", "vpc", "v")).toEqual([]);
    expect(catalogue.having("subnet", "vpc", "w").map(({ id }) => id)).toEqual(["one", "two"]);

    catalogue.delete(keyOf("subnet", "one", "a"));
    expect(catalogue.having("subnet", "vpc", "w").map(({ id }) => id)).toEqual(["two"]);
    expect([...catalogue.all()].map(({ id }) => id)).toEqual(["two"]);
  });

  test("keeps objects of one name in two regions apart", () => {
    const catalogue = new Catalogue<CataloguedObject>();
    catalogue.set(subnet("same", "a", { arn: "arn:a" }));
    catalogue.set(subnet("same", "b", { arn: "arn:b" }));
    expect(catalogue.withId("subnet", "same").map(({ region }) => region)).toEqual(["a", "b"]);
    expect(catalogue.byArn("arn:b")?.region).toBe("b");

    catalogue.delete(keyOf("subnet", "same", "a"));
    expect(catalogue.withId("subnet", "same").map(({ region }) => region)).toEqual(["b"]);
    expect(catalogue.byArn("arn:a")).toBeUndefined();
  });

  test("answers in the order in which things were made, also after an update", () => {
    const catalogue = new Catalogue<CataloguedObject>();
    for (const id of ["one", "two", "three"]) catalogue.set(subnet(id, "a", { vpc: "v" }));
    catalogue.set(subnet("one", "a", { vpc: "v", changed: true }));
    expect([...catalogue.all()].map(({ id }) => id)).toEqual(["one", "two", "three"]);
  });
});
