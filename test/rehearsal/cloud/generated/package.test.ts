import { describe, expect, test } from "@jest/globals";
import { generatedPackage } from "../../../../rehearsal/cloud/generated/package";
import { random } from "../../../../rehearsal/cloud/generated/random";
import type { Props } from "../../../../rehearsal/cloud/wire";
import { secret, UNKNOWN } from "../../../../rehearsal/cloud/wire";

const cloud = generatedPackage("random", "4.0.0", random);
const request = (inputs: Props, type = "random:index/randomPassword:RandomPassword") => ({
  urn: `urn:pulumi:test::project::${type}::secret`,
  type,
  name: "secret",
  config: {},
  inputs,
  preview: false,
});

describe("a package of generated values", () => {
  test("fills in the provider's defaults", () => {
    const { inputs } = cloud.check({ ...request({ length: 8, upper: false }), randomSeed: new Uint8Array() });
    expect(inputs).toMatchObject({ length: 8, upper: false, lower: true, special: true, minLower: 0 });
  });

  test("knows no value in a preview", async () => {
    const { id, outputs } = await cloud.create({ ...request({ length: 8 }), preview: true });
    expect(id).toBe("");
    expect(outputs).toMatchObject({ length: 8, result: UNKNOWN, bcryptHash: UNKNOWN });
  });

  test("makes a value, of secret arguments too", async () => {
    const { outputs } = await cloud.create(request({ length: secret(9) }));
    expect(outputs["result"]).toHaveLength(9);
    expect(outputs["length"]).toEqual(secret(9));
  });

  test("replaces for any other argument, and for none keeps what it made", async () => {
    const made = await cloud.create(request({ length: 8 }));
    const existing = {
      ...request({ length: 9 }),
      id: made.id,
      oldInputs: { length: 8 },
      oldOutputs: made.outputs,
    };
    expect(cloud.diff(existing)).toEqual({
      changed: ["length"],
      replaceOn: ["length"],
      deleteBeforeReplace: false,
    });
    expect(cloud.diff({ ...existing, inputs: { length: 8 } }).changed).toEqual([]);
    expect(cloud.read(existing)?.outputs).toEqual(made.outputs);
  });

  test("refuses what it cannot make, and says what it can", () => {
    const pet = { ...request({}, "random:index/randomPet:RandomPet"), randomSeed: new Uint8Array() };
    expect(() => cloud.check(pet)).toThrow(
      /^random: the rehearsal cloud cannot make a random:index\/randomPet:RandomPet; it makes random:index\/randomPassword:RandomPassword, /,
    );
  });
});
