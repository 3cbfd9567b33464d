import { describe, expect, test } from "@jest/globals";
import { providerOf, rehearseWithRealProvider } from "../../../rehearsal/cli/real-provider";
import { RehearsalError } from "../../../rehearsal/cli/rehearsal-error";

describe("the choice of a provider", () => {
  test.each<[readonly string[], ReturnType<typeof providerOf>]>([
    [["preview"], { provider: "rehearsed", args: ["preview"] }],
    [["--provider", "real", "preview", "-s", "prod"], { provider: "real", args: ["preview", "-s", "prod"] }],
    [["--provider=rehearsed", "up"], { provider: "rehearsed", args: ["up"] }],
    // That of `pulumi import` is the engine's.
    [["import", "--provider", "p=urn"], { provider: "rehearsed", args: ["import", "--provider", "p=urn"] }],
  ])("%j", (args, chosen) => {
    expect(providerOf(args)).toEqual(chosen);
  });

  test("of another one is refused", () => {
    expect(() => providerOf(["--provider", "moto", "up"])).toThrow(
      new RehearsalError('--provider must be real or rehearsed, got "moto"; name one of them'),
    );
  });
});

test("the real provider creates nothing", async () => {
  const engine = { bin: "/nowhere", version: "v3.150.0", origin: "PATH" } as const;
  await expect(rehearseWithRealProvider(engine, ["up", "--yes"], "/")).rejects.toThrow(
    new RehearsalError("--provider real plans and creates nothing, got pulumi up; use it with preview"),
  );
});
