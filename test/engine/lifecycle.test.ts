import { afterAll, expect, test } from "@jest/globals";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { survivabilitySchema } from "../../report/model/inputs";
import { toPicture } from "../../report/page/picture";
import { openRehearsal, succeeded } from "../support/rehearsal";

const rehearsal = openRehearsal();
afterAll(() => {
  rehearsal.remove();
});

const PACK = ["--policy-pack", "policies"];

test("prod goes up, stays as it is, changes what was changed, and comes down to nothing", async () => {
  const up = succeeded(await rehearsal.run("up", "--stack", "prod", "--yes", ...PACK));
  expect(up).toContain("created");
  const created = rehearsal.cloud().length;
  expect(created).toBeGreaterThan(200);

  // The picture of the README: `npm start && npm run report -- --picture docs/pictures/survivability.svg` draws it anew.
  const written = readFileSync(join(rehearsal.folder, "report", "survivability.json"), "utf8");
  const picture = toPicture(survivabilitySchema.parse(JSON.parse(written)));
  expect(picture).toBe(readFileSync("docs/pictures/survivability.svg", "utf8"));

  const unchanged = succeeded(await rehearsal.run("preview", "--stack", "prod", "--expect-no-changes"));
  expect(unchanged).toMatch(/Resources:\s+\d+ unchanged/);

  succeeded(await rehearsal.run("refresh", "--stack", "prod", "--yes", "--expect-no-changes"));

  await expectNoSecretIn(succeeded(await rehearsal.run("stack", "export", "--stack", "prod")));

  const changed = join(rehearsal.folder, "Pulumi.prod.yaml");
  writeFileSync(
    changed,
    readFileSync("Pulumi.prod.yaml", "utf8").replace("maxInstances: 18", "maxInstances: 21"),
  );
  const update = succeeded(await rehearsal.run("up", "--stack", "prod", "--yes", "--config-file", changed));
  expect(update).toMatch(/Resources:\s+~ 2 updated\s+\d+ unchanged/);
  expect(rehearsal.cloud()).toHaveLength(created);

  const destroy = succeeded(await rehearsal.run("destroy", "--stack", "prod", "--yes"));
  expect(destroy).toContain("The resources in the stack have been deleted");
  expect(rehearsal.cloud()).toEqual([]);
  expect(rehearsal.state("standfast", "prod")?.resources).toEqual([]);
});

/** The generated passwords and keys are known to the engine: none of them may stand in what it exports. */
async function expectNoSecretIn(output: string): Promise<void> {
  expect(output).not.toContain("PRIVATE KEY");
  const shown = succeeded(await rehearsal.run("stack", "export", "--stack", "prod", "--show-secrets"));
  const secrets = [...shown.matchAll(/"plaintext": "((?:[^"\\]|\\.)*)"/g)].map(
    ([, text = ""]) => JSON.parse(JSON.parse(`"${text}"`) as string) as unknown,
  );
  const texts = secrets.filter(
    (secret): secret is string => typeof secret === "string" && secret.length >= 16,
  );
  expect(texts.length).toBeGreaterThan(4);
  for (const text of texts) expect(output.includes(JSON.stringify(text).slice(1, -1))).toBe(false);
}
