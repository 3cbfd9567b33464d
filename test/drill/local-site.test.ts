import { afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { reportSchema, type Report } from "../../drill/model/report";
import { processesMarked } from "../../drill/site/proc";
import { findSession } from "../../drill/runner/session";
import { drillHome, Site } from "../../drill/site/site";
import { drill, newWorkplace, RunningDrill } from "./support/cli";

/**
 * The drill on real HAProxy, PostgreSQL, Redis and etcd. Only one site fits on a machine, so all of it is in this
 * file. It fails, and does not skip, where the packages are missing: sudo sh drill/install-packages.sh
 */

const minutes = 60_000;
const home = drillHome();
let workplace = "";
let markers: string[] = [];

/** Remembers the site that is up, so that what it leaves can be looked for when its record is gone. */
function remember(): Site {
  const site = Site.find(home);
  if (!site) throw new Error("no site is up");
  markers.push(site.marker);
  return site;
}

async function left(): Promise<number[]> {
  return (await Promise.all(markers.map(processesMarked))).flat();
}

/** Namespaces and mounts that bear the site's name. */
function leftByName(): string[] {
  const mounts = readFileSync("/proc/mounts", "utf8").split("\n");
  const spaces = existsSync("/run/netns") ? readdirSync("/run/netns") : [];
  return [
    ...spaces.filter((name) => name.startsWith("standfast-")),
    ...mounts.filter((line) => line.startsWith("standfast-drill ")),
  ];
}

function report(name: string): Report {
  const folder = readdirSync(join(workplace, "drills")).find((entry) => entry.startsWith(`${name}-`));
  return reportSchema.parse(
    JSON.parse(readFileSync(join(workplace, "drills", folder ?? "", "report.json"), "utf8")),
  );
}

beforeAll(() => {
  // What the tests clean up after themselves must not be somebody's who works here.
  if (Site.find(home) ?? findSession(home)) throw new Error("a site is up: npm run drill -- down");
});
beforeEach(() => {
  workplace = newWorkplace();
  markers = [];
});
afterEach(async () => {
  await drill(workplace, "down");
  expect(await left()).toEqual([]);
  expect(leftByName()).toEqual([]);
}, minutes);

describe("the local site", () => {
  test("that is not up is nothing to look at, and nothing to take down", async () => {
    expect(await drill(workplace, "status")).toEqual({ code: 2, output: "no site is up\n" });
    expect(await drill(workplace, "down")).toEqual({ code: 0, output: "nothing was up\n" });
  });

  test(
    "whose record is gone stops the next one from starting, and is ended by down from anywhere",
    async () => {
      expect(await drill(workplace, "up")).toMatchObject({ code: 0 });
      const site = remember();
      expect(leftByName()).toHaveLength(site.record.network === "namespaces" ? 8 : 0);
      rmSync(join(site.folder, "site.json"));

      const next = await drill(newWorkplace(), "up");
      expect(next.output).toContain("take it down first: npm run drill -- down");
      expect(next.code).toBe(2);
      expect((await left()).length).toBeGreaterThan(10);

      const down = await drill(newWorkplace(), "down");
      expect(down).toEqual({ code: 0, output: "down: nothing of the site is left\n" });
      expect(await left()).toEqual([]);
      expect(leftByName()).toEqual([]);
      expect(existsSync(site.folder)).toBe(false);
    },
    2 * minutes,
  );

  test(
    "comes up, is drilled through its front address, and a missing steady state stops the next drill",
    async () => {
      const up = await drill(workplace, "up");
      expect(up.output).toContain("the site is ready and redundant");
      expect(up.code).toBe(0);
      const site = remember();
      expect(await drill(workplace, "up")).toMatchObject({ code: 2 });
      expect(await drill(workplace, "status")).toMatchObject({ code: 0 });

      const front = ["--lb-url", "http://127.0.0.1:18080"];
      const drilled = await drill(workplace, "--scenario", "api_kill", "--junit", ...front);
      expect(drilled.output).toContain("api_kill: passed");
      expect(drilled.code).toBe(0);
      const [scenario] = report("api_kill").scenarios;
      expect(scenario?.trials[0]).toMatchObject({ verdict: "passed", requests: { failed: 0 } });
      const acknowledged = scenario?.trials[0]?.auditAfterHeal.map(
        (audit) => audit.acknowledged > 50 && audit.lost,
      );
      expect(acknowledged).toEqual([0, 0]);
      const [folder = ""] = readdirSync(join(workplace, "drills")).filter((name) =>
        name.startsWith("api_kill-"),
      );
      expect(readdirSync(join(workplace, "drills", folder)).sort()).toEqual([
        "health-timeline.csv",
        "journal.jsonl",
        "junit.xml",
        "report.html",
        "report.json",
        "report.md",
      ]);

      const pid = Number.parseInt(readFileSync(site.path("pids", "redis-w"), "utf8"), 10);
      process.kill(pid, "SIGKILL");
      const before = (await left()).sort();
      const refused = await drill(workplace, "--scenario", "redis_kill");
      expect(refused.output).toContain(
        "no steady state, nothing was broken: cache primary with two replicas online",
      );
      expect(refused.code).toBe(2);
      expect((await left()).sort()).toEqual(before.filter((process) => process !== pid));
    },
    3 * minutes,
  );

  test(
    "does not start where a port is in use, and leaves nothing",
    async () => {
      const other = createServer().listen(18_080, "127.0.0.1");
      try {
        const { code, output } = await drill(workplace, "--scenario", "api_kill", "--network", "loopback");
        expect(output).toContain("in use by another program: 127.0.0.1:18080 (the load balancers)");
        expect(code).toBe(2);
        expect(existsSync(join(home, "site"))).toBe(false);
      } finally {
        other.close();
      }
    },
    minutes,
  );

  test(
    "on loopback addresses says which scenarios it cannot run",
    async () => {
      const { code, output } = await drill(
        workplace,
        "--scenario",
        "region_partition",
        "--network",
        "loopback",
      );
      expect(output).toContain("needs network namespaces");
      expect(code).toBe(2);
    },
    2 * minutes,
  );

  test(
    "of a drill that was killed is taken down by the next down, which says what was in progress",
    async () => {
      const running = new RunningDrill(workplace, ["--scenario", "node_kill"]);
      await running.says("kill database-node: postgres-a");
      remember();
      running.signal("SIGKILL");
      await running.exit;
      expect((await left()).length).toBeGreaterThan(10);

      const next = await drill(workplace, "--scenario", "api_kill");
      expect(next.output).toContain(
        "the last drill died before it could clean up; run: npm run drill -- down",
      );
      expect(next.code).toBe(2);

      const down = await drill(workplace, "down");
      expect(down.output).toContain("the last drill died in node_kill 1/1, last ");
      expect(down.output).toContain("not undone: kill database-node: postgres-a");
      expect(down.code).toBe(0);
      expect(await left()).toEqual([]);
    },
    3 * minutes,
  );

  test(
    "that is stopped while it starts leaves nothing",
    async () => {
      const running = new RunningDrill(workplace, ["up"]);
      await running.says("waiting for a database primary");
      remember();
      expect((await left()).length).toBeGreaterThan(5);
      running.signal("SIGINT");
      expect(await running.exit).toBe(3);
      expect(running.output).toContain("stopped by SIGINT");
      expect(await left()).toEqual([]);
    },
    minutes,
  );

  test(
    "belongs to the drill that runs; when that is stopped it is undone and taken down",
    async () => {
      const running = new RunningDrill(workplace, ["--scenario", "freeze_thaw", "--trials", "2"]);
      await running.says("freeze database-node: postgres-a");
      remember();
      for (const command of [["down"], ["up"], ["--scenario", "api_kill"]]) {
        const other = await drill(newWorkplace(), ...command);
        expect(other.output).toMatch(/^(a|another) drill runs as process \d+/);
        expect(other.code).toBe(2);
      }
      running.signal("SIGINT");
      expect(await running.exit).toBe(3);
      expect(await left()).toEqual([]);
      expect(report("freeze_thaw")).toMatchObject({
        verdict: "aborted",
        scenarios: [{ reasons: ["stopped by SIGINT"] }],
      });
    },
    3 * minutes,
  );
});

describe("a topology that was made worse on purpose", () => {
  test(
    "is caught, and the budget is named",
    async () => {
      const worse = {
        sentinels: 1,
        databaseDurability: "asynchronous",
        timing: { applicationCheckMs: 10_000, databaseCheckMs: 10_000 },
      };
      writeFileSync(join(workplace, "worse.json"), JSON.stringify(worse));
      expect(await drill(workplace, "up", "--topology", "worse.json")).toMatchObject({ code: 0 });
      remember();
      const caught = async (scenario: string): Promise<string[] | undefined> => {
        expect(await drill(workplace, "--scenario", scenario)).toMatchObject({ code: 1 });
        return report(scenario).scenarios[0]?.reasons;
      };

      expect(await caught("process_hang_application")).toEqual([
        expect.stringMatching(/^trial 1: slow or failed requests: for \d+\.\d\d s of 2\.00 s$/),
      ]);
      // The only Sentinel is in the region that dies.
      expect(await caught("region_kill")).toContainEqual(
        expect.stringMatching(/^trial 1: recovery time: \d+\.\d\d s of 12\.00 s$/),
      );
      expect(await caught("lag_then_kill")).toContainEqual(
        expect.stringMatching(
          /^trial 1: recovery point: \d+ of \d+ acknowledged database writes lost, 0 allowed$/,
        ),
      );
    },
    6 * minutes,
  );
});
