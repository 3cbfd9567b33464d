import { afterAll, afterEach, beforeAll, beforeEach, expect, jest, test } from "@jest/globals";
import { type Moto, startMoto } from "../drill/adapters/aws/support/moto";
import { temporaryFolder } from "../support/folder";
import { type AwsWorld, openAwsWorld } from "./support/aws-world";
import { failuresOf, follow } from "./support/follow";

jest.setTimeout(240_000);

let moto: Moto;
let world: AwsWorld;

// The first run installs moto.
beforeAll(async () => void (moto = await startMoto()), 180_000);
afterAll(() => moto.stop());
beforeEach(async () => void (world = await openAwsWorld(moto, temporaryFolder())));
afterEach(() => world.close());

const changes = () => world.stage.stub.changes;

test("an impaired zone: the database is moved, the entry asked, the nodes drained, and nothing else changes", async () => {
  const ran = await follow("zone-impaired", world.shell);
  expect(failuresOf(ran)).toEqual([]);
  expect(changes()).toEqual(["rds RebootDBInstance"]);
  expect(world.entry.asked).toEqual(["/ready"]);
  expect(world.kubernetes.changes).toEqual([
    "PATCH /api/v1/nodes/node-a",
    "POST /api/v1/namespaces/app/pods/app-a/eviction",
    "PATCH /api/v1/nodes/node-a",
  ]);
  const zones = ran.find(({ text }) => text.includes("describe-availability-zones"));
  expect(zones?.output).toMatch(/^us-east-1a\s+use1-az\d\s+available$/m);
});

test("a primary that is lost: RDS fails over, and its events say so afterwards", async () => {
  const ran = await follow("database-primary-lost", world.shell);
  expect(failuresOf(ran)).toEqual([]);
  expect(changes()).toEqual(["rds RebootDBInstance"]);
  const [before, after] = ran.filter(({ text }) => text.includes("describe-events"));
  expect(before?.output).not.toContain("failover");
  expect(after?.output).toContain("Multi-AZ instance failover completed");
  expect(world.kubernetes.changes).toEqual(["PATCH /apis/apps/v1/namespaces/app/deployments/app"]);
});

test("a cache that is lost: a replica of the shard that the cache names is promoted", async () => {
  const ran = await follow("cache-lost", world.shell);
  expect(failuresOf(ran)).toEqual([]);
  expect(changes()).toEqual(["elasticache TestFailover"]);
  const events = ran.filter(({ text }) => text.includes("elasticache describe-events"));
  expect(events.at(-1)?.output).toContain("Test Failover API called for node group 0001");
});
