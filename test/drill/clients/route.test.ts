import { describe, expect, test } from "@jest/globals";
import { Route } from "../../../drill/clients/route";

describe("a route", () => {
  test("moves on when the preferred entry fails", () => {
    const route = new Route(["a", "b"]);
    expect(route.order()).toEqual(["a", "b"]);
    route.failed("a");
    expect(route.order()).toEqual(["b", "a"]);
  });

  test("is not moved back by late failures of the entry that it left", () => {
    const route = new Route(["a", "b"]);
    route.failed("a");
    route.failed("a");
    route.failed("a");
    expect(route.order()).toEqual(["b", "a"]);
  });

  test("needs an entry", () => {
    expect(() => new Route([])).toThrow("clients need at least one entry");
  });
});
