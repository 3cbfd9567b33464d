/** What the AWS provider's own schemas say of every stack of this repository: no engine, and no cloud. */
import { expect, jest, test } from "@jest/globals";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { autoname } from "../../rehearsal/cloud/aws/autonaming";
import { deprecations } from "../../rehearsal/cloud/aws/provider/deprecations";
import { invalidBySchema } from "../../rehearsal/cloud/aws/provider/validation";
import { resourceTypeOf } from "../../rehearsal/cloud/aws/resource-types";
import { userInputs } from "../../rehearsal/cloud/package";
import { types } from "../../rehearsal/cloud/aws/type-tokens";
import type { Identify } from "../support/mocks";
import { runConfiguration } from "./program";

jest.setTimeout(120_000);

const root = join(__dirname, "..", "..");
const stacks = ["", ...readdirSync(join(root, "examples")).map((name) => join("examples", name))]
  .flatMap((folder) => readdirSync(join(root, folder)).map((name) => join(folder, name)))
  .filter((file) => /Pulumi\.\w+\.yaml$/.test(file));

/** The one id whose form the provider checks. */
const identify: Identify = ({ type, name }) => ({
  id: type === types.launchTemplate ? `lt-${Buffer.from(name).toString("hex")}` : `${name}-id`,
  outputs: {},
});

test("the stacks are there", () => {
  expect(stacks).toHaveLength(11);
});

test.each(stacks)("%s: nothing is refused, nothing deprecated", async (file) => {
  const { config } = parse(readFileSync(join(root, file), "utf8")) as {
    readonly config: Readonly<Record<string, unknown>>;
  };
  const run = await runConfiguration(config, identify);
  const said = run.resources
    .filter(({ type }) => type.startsWith("aws:"))
    .flatMap(({ type, name, inputs }) => {
      const named = autoname(resourceTypeOf(type), name, inputs, undefined, new Uint8Array(16));
      const failures = [...named.failures, ...invalidBySchema(type, userInputs(named.inputs))];
      return [...failures.map(({ reason }) => `${type} ${name}: ${reason}`), ...deprecations(type, inputs)];
    });
  expect(said).toEqual([]);
});
