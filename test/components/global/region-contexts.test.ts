import { expect, test } from "@jest/globals";
import { regionContexts } from "../../../components/global/region-contexts";
import type { RegionSettings } from "../../../config";
import { record } from "../../support/mocks";

type Role = RegionSettings["role"];

/** Where each provider asks who it is. */
async function stsRegions(roles: Readonly<Record<string, Role>>): Promise<Readonly<Record<string, unknown>>> {
  const settings = Object.entries(roles).map(
    ([name, role]) => ({ name, role }) as unknown as RegionSettings,
  ) as [RegionSettings, ...RegionSettings[]];
  const { resources } = await record(() => regionContexts(settings, () => ({})));
  return Object.fromEntries(
    resources
      .filter(({ type }) => type === "pulumi:providers:aws")
      .map(({ name, inputs }) => [name, inputs["stsRegion"]]),
  );
}

test("a provider asks in its own region who it is, and the global one where the stack serves", async () => {
  await expect(stsRegions({ "eu-west-1": "active", "us-east-1": "standby" })).resolves.toEqual({
    "eu-west-1": "eu-west-1",
    "us-east-1": "us-east-1",
    global: "eu-west-1",
  });
});

test("nothing is asked of a fenced region: it may be lost, and without an answer no update would run", async () => {
  const asked = await stsRegions({ "us-east-1": "fenced", "eu-west-1": "active" });
  expect(Object.values(asked)).not.toContain("us-east-1");
});
