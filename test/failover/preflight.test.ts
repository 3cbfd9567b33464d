import { expect, it } from "@jest/globals";
import { Refused } from "../../failover/model/exit-code";
import { commandLine } from "./support/run";
import { eu, us, World } from "./support/world";

function lost(change: (world: World) => void = () => undefined) {
  const world = new World();
  world.dark.add(us);
  change(world);
  return { world, ...commandLine(world) };
}

it("prints the steps in their order, with seconds, plane and region, and changes nothing", async () => {
  const { world, run } = lost();
  const { exitCode, said } = await run({});
  expect(exitCode).toBe(0);
  expect(said.match(/^\d+\. .*$/gm)).toEqual([
    "1.  10 s   us-east-1  control plane  autoscaling:UpdateAutoScalingGroup",
    "2.  5 s    eu-west-1  control plane  autoscaling:SetDesiredCapacity",
    "3.  90 s   eu-west-1  data plane     cloudwatch:PutMetricData",
    "4.  300 s  eu-west-1  control plane  rds:PromoteReadReplica",
    "5.  30 s   eu-west-1  no AWS API     GET /ready at eu-west-1.elb.example.com",
    "6.  60 s   eu-west-1  no AWS API     GET https://app.example.com/ready",
    "7.  you    eu-west-1  control plane  -",
    "8.  you    us-east-1  control plane  -",
    "9.  90 s   eu-west-1  data plane     cloudwatch:PutMetricData",
  ]);
  expect(said).toContain("Expected: 495 s from the consent to clients that are served.");
  expect(world.changes).toEqual([]);
});

it("refuses with all reasons at once", async () => {
  const { world, run } = lost();
  Object.assign(world.in(eu), { status: "backing-up", lag: 400, ringing: true });
  world.in(eu).fleet = { ...world.in(eu).fleet, inService: 2, settlesAt: world.now + 9_000_000 };
  world.in(eu).image = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/app:missing";
  world.freeVCpus = 10;
  world.entryError = "Hostname/IP does not match certificate's altnames";
  const { exitCode, said } = await run({ execute: true, yes: eu });
  expect(exitCode).toBe(2);
  expect([...said.matchAll(/^\d+\. \[(\w+)\]/gm)].map(([, check]) => check)).toEqual([
    ...["replica", "lag", "capacity", "quota", "image", "certificate", "alarm"],
  ]);
  expect(world.changes).toEqual([]);
});

it.each<[string, (world: World) => void, string]>([
  [
    "backing-up",
    (world) => (world.in(eu).status = "backing-up"),
    "database-eu-west-1 in eu-west-1 is backing-up",
  ],
  [
    "a promotion before",
    (world) => (world.in(eu).isReplica = false),
    "follows nothing: it was promoted before",
  ],
  ["a lag above the RPO", (world) => (world.in(eu).lag = 61), "lagged 61 s, and 60 s may be lost"],
  [
    "an image of the lost region",
    (world) => (world.in(eu).image = "123456789012.dkr.ecr.us-east-1.amazonaws.com/app:1"),
    "from us-east-1; replicate it",
  ],
  ["no credentials", (world) => world.dark.add(eu), "[credentials] eu-west-1 does not say"],
  [
    "a short quota",
    (world) => (world.freeVCpus = 23),
    "12 more m7g.large take 24 vCPUs, and the quota of eu-west-1 has 23 left",
  ],
  [
    "a fenced region",
    (world) => {
      world.setRoles({ [us]: "active", [eu]: "fenced" });
    },
    "eu-west-1 is fenced, not a standby",
  ],
])("refuses %s", async (_, change, reason) => {
  const { world, run } = lost(change);
  const { exitCode, said } = await run({ execute: true, yes: eu });
  expect(said).toContain(reason);
  expect(exitCode).toBe(2);
  expect(world.changes).toEqual([]);
});

it("goes past what a person accepts, and past nothing else", async () => {
  const { world, run } = lost((one) => (one.in(eu).lag = 400));
  await expect(run({ execute: true, yes: eu, accept: ["alarm"] })).resolves.toMatchObject({ exitCode: 2 });
  await expect(run({ execute: true, yes: eu, accept: ["lag"] })).resolves.toMatchObject({ exitCode: 0 });
  expect(world.changes.length).toBe(3);
});

it("waits for a backup that runs, once a person accepts it", async () => {
  const { world, run } = lost((one) => (one.in(eu).status = "backing-up"));
  const { sleep } = world.ports.clock;
  Object.assign(world.ports.clock, {
    sleep: async (seconds: number) => {
      await sleep(seconds);
      if (world.now > Date.UTC(2026, 9, 20, 7, 56)) world.in(eu).status = "available";
    },
  });
  await expect(run({ execute: true, yes: eu, accept: ["replica"] })).resolves.toMatchObject({ exitCode: 0 });
  expect(world.in(eu).isReplica).toBe(false);
});

it("needs the region's name as consent", async () => {
  const { world, run } = lost();
  await expect(run({ execute: true, yes: us })).rejects.toThrow(
    "--yes names us-east-1, and the failover is to eu-west-1",
  );
  await expect(run({ execute: true })).rejects.toThrow(Refused);
  expect(world.changes).toEqual([]);
});

it("refuses the way back to a region that is still fenced", async () => {
  const world = new World();
  world.setRoles({ [us]: "fenced", [eu]: "active" });
  const { run } = commandLine(world);
  const { exitCode, said } = await run({ to: us, back: true });
  expect(exitCode).toBe(2);
  expect(said).toContain("us-east-1 is fenced, not a standby: rebuild it as a standby of eu-west-1 first");
  expect(said).toContain("database-us-east-1 in us-east-1 follows nothing");
});

it("says what is left to a person, and ends once that is done", async () => {
  const { world, execute, resume } = lost();
  const { said } = await execute();
  expect(said).toContain(
    "set regions[1] (eu-west-1) to role: active and regions[0] (us-east-1) to role: fenced",
  );
  world.dark.clear();
  world.setRoles({ [us]: "fenced", [eu]: "active" });
  expect((await resume()).said).toContain("Left to you: rebuild us-east-1 as a standby");
  world.setRoles({ [us]: "standby", [eu]: "active" });
  world.changes.length = 0;
  expect((await resume()).exitCode).toBe(0);
  expect(world.changes).toEqual([`${eu} cloudwatch:PutMetricData`]);
  expect(world.puts.get(us)?.value).toBe("here");
  expect((await resume()).said).toContain("Nothing is left to do");
});

it("grows to what is asked for also where a quota cannot be asked", async () => {
  const { world, run } = lost();
  const { apiOf } = world.ports;
  Object.assign(world.ports, {
    apiOf: (region: string) => {
      const api = apiOf(region);
      return { ...api, fleets: { ...api.fleets, headroom: () => Promise.reject(new Error("throttled")) } };
    },
  });
  const { said } = await run({ instances: 9 });
  expect(said).toContain("[quota] eu-west-1 does not say: throttled");
  await run({ execute: true, yes: eu, instances: 9, accept: ["quota"] });
  expect(world.in(eu).fleet.desired).toBe(9);
});

it("waits while the name still leads to the lost region, where nothing answers", async () => {
  const { world, run } = lost();
  const { status } = world.ports.entry;
  let refused = 0;
  Object.assign(world.ports.entry, {
    status: (host: string, url: URL) =>
      world.changes.length < 3 || ++refused > 20
        ? status(host, url)
        : Promise.reject(new Error("ECONNREFUSED")),
  });
  await expect(run({ execute: true, yes: eu })).resolves.toMatchObject({ exitCode: 0 });
  expect(refused).toBeGreaterThan(20);
});
