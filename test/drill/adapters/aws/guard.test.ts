import { describe, expect, it } from "@jest/globals";
import { requireTagged } from "../../../../drill/adapters/aws/guard";
import { Refused } from "../../../../drill/model/exit-code";

const tagged = { name: "subnet-1", tags: { "standfast:drill": "allowed" } };

describe("the tag", () => {
  it("lets through what carries it", () => {
    expect(() => {
      requireTagged([tagged]);
    }).not.toThrow();
  });

  it("refuses all when one lacks it, or has another value", () => {
    const others: Parameters<typeof requireTagged>[0] = [
      { name: "subnet-2", tags: {} },
      { name: "subnet-3", tags: { "standfast:drill": "no" } },
    ];
    expect(() => {
      requireTagged([tagged, ...others]);
    }).toThrow(new Refused("subnet-2, subnet-3 must carry the tag standfast:drill = allowed to be drilled"));
  });

  it("refuses an empty target", () => {
    expect(() => {
      requireTagged([]);
    }).toThrow(new Refused("there is nothing to break"));
  });
});
