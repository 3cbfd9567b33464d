import { expect, test } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";
import { OriginVerifySecret } from "../../../components/edge/origin-verify-secret";
import { outputOf, record } from "../../support/mocks";

test("is a secret without wildcards", async () => {
  const run = await record(() => new OriginVerifySecret("origin"));
  expect(run.one("random:index/randomPassword:RandomPassword").inputs).toEqual({
    length: 40,
    special: false,
  });
  const { headerName, value } = run.result.header;
  expect(headerName).toBe("X-Origin-Verify");
  expect(await outputOf(value)).toBe("generated-origin-secret");
  expect(await pulumi.isSecret(value)).toBe(true);
});
