import { describe, expect, test } from "@jest/globals";
import { Route } from "../../../drill/clients/route";

describe("a route", () => {
  test("moves on when the preferred endpoint fails", () => {
    const route = new Route(["a", "b"]);
    expect(route.order()).toEqual(["a", "b"]);
    route.failed("a");
    expect(route.order()).toEqual(["b", "a"]);
  });

  test("is not moved back by late failures of the endpoint that it left", () => {
    const route = new Route(["a", "b"]);
    route.failed("a");
    route.failed("a");
    route.failed("a");
    expect(route.order()).toEqual(["b", "a"]);
  });

  test("needs an endpoint", () => {
    expect(() => new Route([])).toThrow("clients need at least one endpoint");
  });
});
