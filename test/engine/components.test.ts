import { afterAll, expect, test } from "@jest/globals";
import { openRehearsal, succeeded } from "../support/rehearsal";

const rehearsal = openRehearsal();
afterAll(() => {
  rehearsal.remove();
});

const run = (...args: readonly string[]) =>
  rehearsal.run("-C", "test/engine/programs/manifests", ...args, "--stack", "dev");
const children = () =>
  (rehearsal.state("manifests", "dev")?.resources ?? [])
    .filter(({ type }) => type.startsWith("kubernetes:"))
    .map(({ urn, parent }) => `${urn.split("::").at(-1)} < ${parent?.split("::").at(-1)}`)
    .sort();

test("objects of the provider's own components are planned, made, kept and taken down as resources", async () => {
  // What the objects hold is not known yet: the component is there without them, as with the real provider.
  expect(succeeded(await run("preview"))).toContain("kubernetes:yaml/v2:ConfigGroup");

  succeeded(await run("up", "--yes", "--skip-preview"));
  expect(children()).toEqual([
    "files < manifests-dev",
    "files:shop < files",
    "files:shop/web < files",
    "settings < manifests-dev",
    "settings:shop/web < settings",
  ]);
  expect(rehearsal.cloud().map(({ type, id }) => `${type} ${id}`)).toEqual([
    "kubernetes:core/v1:Namespace shop",
    "kubernetes:apps/v1:Deployment shop/web",
    "kubernetes:core/v1:ConfigMap shop/web",
  ]);

  succeeded(await run("preview", "--expect-no-changes"));
  succeeded(await run("destroy", "--yes", "--skip-preview"));
  expect(rehearsal.cloud()).toEqual([]);
});
