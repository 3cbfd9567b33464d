import { expect, test } from "@jest/globals";
import type { Properties } from "../../../../../rehearsal/cloud/aws/provider/schema";
import { sharing, withShared } from "../../../../../rehearsal/cloud/aws/provider/sharing";

const long = {
  rules: [{ oneOf: ["a value of some length", "another value of some length", "a third one of them"] }],
};
const block: Properties = { mode: long, inner: { properties: { mode: long } } };

test("a block that stands in many places is written once, and read as it was", () => {
  const types = {
    one: { properties: { first: { properties: block }, second: { properties: block } } },
    other: { properties: { third: { required: true as const, properties: block } } },
  };
  const written = sharing("1", types);
  expect(written.shared).toHaveLength(2);
  expect(JSON.stringify(written.types)).not.toContain("a third one of them");
  expect(withShared(JSON.parse(JSON.stringify(written)) as typeof written)).toEqual({ version: "1", types });
});
