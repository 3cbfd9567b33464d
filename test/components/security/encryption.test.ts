import { describe, expect, test } from "@jest/globals";
import { Encryption } from "../../../components/security/encryption";
import { outputOf, record } from "../../support/mocks";
import { strayResources } from "../../support/providers";

describe("Encryption", () => {
  test("is one rotating key with an alias", async () => {
    const run = await record(() => new Encryption("enc", { protection: "protected" }));
    expect(run.counts()).toEqual({
      "standfast:security:Encryption": 1,
      "aws:kms/key:Key": 1,
      "aws:kms/alias:Alias": 1,
    });
    expect(run.one("aws:kms/key:Key").inputs).toMatchObject({ enableKeyRotation: true });
    expect(run.one("aws:kms/alias:Alias").inputs).toMatchObject({ targetKeyId: "enc-key-id" });
    expect(await outputOf(run.result.keyArn)).toBe("arn:aws:mock:::enc-key");
    expect(await outputOf(run.result.keyId)).toBe("enc-key-key-id");
  });

  test.each([
    { protection: "protected", protect: true, deletionWindowInDays: 30 },
    { protection: "disposable", protect: false, deletionWindowInDays: 7 },
  ] as const)("when $protection is kept for $deletionWindowInDays days", async (expected) => {
    const run = await record(() => new Encryption("enc", { protection: expected.protection }));
    const key = run.one("aws:kms/key:Key");
    expect(key.protect).toBe(expected.protect);
    expect(key.inputs["deletionWindowInDays"]).toBe(expected.deletionWindowInDays);
  });

  test("uses the provider it is given for every resource", async () => {
    expect(await strayResources((opts) => new Encryption("enc", { protection: "protected" }, opts))).toEqual(
      [],
    );
  });
});
