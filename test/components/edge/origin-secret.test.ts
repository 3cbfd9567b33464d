import { expect, test } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";
import { OriginSecret } from "../../../components/edge/origin-secret";
import { outputOf, record } from "../../support/mocks";

test("is a word without wildcards, which nobody gets to see", async () => {
  const run = await record(() => new OriginSecret("origin"));
  expect(run.one("random:index/randomPassword:RandomPassword").inputs).toEqual({
    length: 40,
    special: false,
  });
  const { headerName, value } = run.result.proof;
  expect(headerName).toBe("X-Origin-Verify");
  expect(await outputOf(value)).toBe("generated-origin-word");
  expect(await pulumi.isSecret(value)).toBe(true);
});
