import { expect, test } from "@jest/globals";
import { changed, mistakesIn, region, smallest, withStandby } from "./settings";

const plan = { failover: { mode: "region-switch", trigger: "none" } };
const id = "01234567-89ab-cdef-0123-456789abcdef";
const third = [...withStandby.regions, region("ap-southeast-1", "standby", "10.30.0.0/16")];
const active = withStandby.regions.map((each) => ({ ...each, role: "active" }));

test("a plan of Region switch for two regions and a database is good, with canaries or started by hand", () => {
  expect(mistakesIn(changed(withStandby, plan))).toEqual([]);
  const triggered = { failover: { mode: "region-switch" }, observability: { canaries: "every-minute" } };
  expect(mistakesIn(changed(withStandby, triggered))).toEqual([]);
});

test.each([
  [
    changed(smallest, plan),
    'failover.mode must be "manual" with any number of regions but two, which is what a plan of Region switch takes, got "region-switch"; change it, or the regions',
  ],
  [
    changed(withStandby, { ...plan, regions: third }),
    'failover.mode must be "manual" with any number of regions but two, which is what a plan of Region switch takes, got "region-switch"; change it, or the regions',
  ],
  [
    changed(withStandby, { ...plan, database: undefined }),
    'failover.mode must be "manual" without a database, because there is nothing for the plan to promote, got "region-switch"; change it',
  ],
  [
    changed(withStandby, { ...plan, database: undefined, dns: { routing: "latency" }, regions: active }),
    'failover.mode must be "manual" with dns.routing "latency", where every region answers, got "region-switch"; change one of the two',
  ],
  [
    changed(withStandby, { ...plan, "cache.scope": "global" }),
    'cache.scope must be "regional" with failover.mode "region-switch", which promotes no Global Datastore, got "global"; change one of the two',
  ],
  [
    changed(withStandby, { failover: { mode: "region-switch" } }),
    'failover.trigger must be "none" without observability.canaries, which it listens to, got "canary"; change one of the two',
  ],
  [
    changed(withStandby, {
      failover: { mode: "region-switch" },
      observability: { canaries: "every-minute" },
      contentDelivery: "cloudfront",
    }),
    'failover.trigger must be "none" with contentDelivery "cloudfront", behind which no canary reaches one region alone, got "canary"; change one of the two',
  ],
  [
    changed(withStandby, { failover: { ...plan.failover, healthCheckIds: { "us-east-1": id } } }),
    "failover.healthCheckIds must have the health check of each region, got an object; add eu-west-1",
  ],
  [
    changed(withStandby, {
      failover: { ...plan.failover, healthCheckIds: { "us-east-1": id, "us-west-2": id } },
    }),
    "failover.healthCheckIds.us-west-2 is for no region of the stack, got a text of 36 characters; remove it",
  ],
])("refuses what no plan can do (%#)", (settings, line) => {
  expect(mistakesIn(settings)).toContain(line);
});
