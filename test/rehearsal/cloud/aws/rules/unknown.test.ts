import { describe, expect, test } from "@jest/globals";
import { rules } from "../../../../../rehearsal/cloud/aws/rules";
import { declarationOf } from "../../../../../rehearsal/cloud/declarations";
import { UNKNOWN } from "../../../../../rehearsal/cloud/wire";
import { Aws } from "../../support/aws";
import { regionFixture } from "../../support/region-fixture";

const asked = rules.flatMap(({ id, when, types }) =>
  when === "delete" ? [] : types.map((type) => ({ id, type })),
);

describe("a value that is not known yet", () => {
  test.each(asked)("is no reason to refuse: $id, $type", async ({ id, type }) => {
    const aws = new Aws();
    await regionFixture(aws);
    const names = [...declarationOf(type).inputs];
    const refuse = (inputs: readonly string[]) =>
      rules
        .find((rule) => rule.id === id)!
        .refuse({
          urn: "urn:pulumi:test::project::thing::thing",
          type,
          region: "us-east-1",
          inputs: Object.fromEntries(inputs.map((name) => [name, UNKNOWN])),
          account: aws.store.catalogue,
        });
    expect(refuse(names)).toBeUndefined();
  });
});
