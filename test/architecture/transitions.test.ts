import { expect, test } from "@jest/globals";
import { runConfiguration } from "./program";
import { tryConfigurations } from "../support/settings/transitions";
import { changed, onKubernetes, region, withStandby } from "../config/settings";

type Settings = Readonly<Record<string, unknown>>;

/** Configurations of several regions that nobody wrote; `npm run transitions -- --configurations 1000` tries more. */
test("generated configurations keep all that holds data in every transition", async () => {
  const { tried, losses } = await tryConfigurations(3);
  expect(tried).toBe(3);
  expect(losses).toEqual([]);
});

test("pods are asked whether they can serve, and not whether their region writes, where one stands by", async () => {
  const settings = changed(onKubernetes, {
    regions: [region("us-east-1", "active", "10.10.0.0/16"), region("eu-west-1", "standby", "10.20.0.0/16")],
    database: (withStandby as Settings)["database"],
  });
  const paths = await probePathsOf(settings);
  expect(paths).toEqual(["/health", "/health"]);
  expect(await probePathsOf(changed(settings, { "appTier.podReadinessPath": "/ready-here" }))).toEqual([
    "/ready-here",
    "/ready-here",
  ]);
  expect(await probePathsOf(changed(settings, { database: undefined }))).toEqual(["/ready", "/ready"]);
});

async function probePathsOf(settings: Settings): Promise<readonly string[]> {
  const run = await runConfiguration(
    Object.fromEntries(
      Object.entries(settings)
        .filter(([, value]) => value !== undefined)
        .map(([key, value]): [string, unknown] => [`standfast:${key}`, value]),
    ),
  );
  return run.recorded("kubernetes:apps/v1:Deployment").flatMap(({ inputs }) => {
    const { containers } = (inputs["spec"] as { template: { spec: { containers: readonly Container[] } } })
      .template.spec;
    return containers.map(({ readinessProbe }) => readinessProbe.httpGet.path);
  });
}

interface Container {
  readonly readinessProbe: { readonly httpGet: { readonly path: string } };
}
