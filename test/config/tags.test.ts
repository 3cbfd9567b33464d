import { describe, expect, it } from "@jest/globals";
import { defaultTags } from "../../config";

describe("defaultTags", () => {
  it("say which stack and region a resource belongs to, and nothing that changes in a failover", () => {
    expect(defaultTags("prod", "eu-west-1", "forbidden", { team: "shop" })).toEqual({
      team: "shop",
      "standfast:stack": "prod",
      "standfast:region": "eu-west-1",
    });
  });

  it("let drills in where these are allowed", () => {
    expect(defaultTags("prod", "eu-west-1", "allowed", {})).toMatchObject({ "standfast:drill": "allowed" });
  });
});
