import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../../rehearsal/cli/workspace";
import { checkout } from "../support/checkout";
import { openRehearsal, succeeded } from "../support/rehearsal";

const extended = `
import { signUpsAlarm } from "./examples/extensions/alarm";
import { ownListenerRules } from "./examples/extensions/listener-rules";
import { privateNames } from "./examples/extensions/private-zone";
import { queueAndWorker } from "./examples/extensions/queue-and-worker";
import { reports } from "./examples/extensions/second-service";
import { ordersTable } from "./examples/extensions/table";
import { addressUsageMetrics, logRetentionIsManagedElsewhere, severalInstanceTypes } from "./examples/extensions/transformations";

export const extensions = [queueAndWorker, ordersTable, reports, signUpsAlarm, ownListenerRules, privateNames];
export const transformations = [addressUsageMetrics, logRetentionIsManagedElsewhere, severalInstanceTypes];
`;

interface Planned {
  readonly steps: readonly {
    readonly newState?: {
      readonly type: string;
      readonly urn: string;
      readonly inputs?: Record<string, unknown>;
    };
  }[];
}

describe("prod with every extension of docs/extending.md", () => {
  const rehearsal = openRehearsal();
  const { folder, remove } = checkout({ "extensions.ts": extended });
  let inputs: ReadonlyMap<string, Record<string, unknown>>;

  beforeAll(async () => {
    const stack = ["-C", folder, "preview", "--stack", "prod"];
    const output = succeeded(await rehearsal.run(...stack, "--json"));
    // Both streams are in it.
    const { steps } = JSON.parse(output.slice(output.indexOf("{"), output.lastIndexOf("}") + 1)) as Planned;
    inputs = new Map(
      steps.flatMap(({ newState }) =>
        newState
          ? [[`${newState.type} ${newState.urn.split("::").at(-1) ?? ""}`, newState.inputs ?? {}]]
          : [],
      ),
    );
  });
  afterAll(() => {
    rehearsal.remove();
    remove();
  });

  test.each(["us-east-1", "eu-west-1"])("has a queue, a worker and a second service in %s", (region) => {
    expect(inputs.get(`aws:lambda/function:Function ${region}-jobs-worker`)).toMatchObject({ timeout: 30 });
    expect(inputs.get(`aws:sqs/queue:Queue ${region}-jobs`)).toMatchObject({ visibilityTimeoutSeconds: 180 });
    expect(inputs.get(`aws:lb/listenerRule:ListenerRule ${region}-reports`)).toMatchObject({ priority: 100 });
    expect(inputs.get(`aws:autoscaling/group:Group ${region}-reports-group`)).toMatchObject({ minSize: 3 });
  });

  test("has a table in both regions, and the alarm where clients are", () => {
    expect(inputs.get("aws:dynamodb/table:Table orders")).toMatchObject({
      replicas: [{ regionName: "eu-west-1", pointInTimeRecovery: true }],
    });
    const alarms = [...inputs.keys()].filter((key) => key.endsWith("-sign-ups"));
    expect(alarms).toEqual(["aws:cloudwatch/metricAlarm:MetricAlarm us-east-1-sign-ups"]);
  });

  test.each(["us-east-1", "eu-west-1"])("has rules of its own and private names in %s", (region) => {
    const rule = (name: string) => inputs.get(`aws:lb/listenerRule:ListenerRule ${region}-${name}`);
    expect(rule("moved")).toMatchObject({
      priority: 200,
      conditions: [{ pathPattern: { values: ["/blog", "/blog/*"] } }],
      actions: [{ type: "redirect", redirect: { host: "blog.standfast.example", statusCode: "HTTP_301" } }],
    });
    expect(rule("internal-paths")).toMatchObject({
      priority: 201,
      actions: [{ type: "fixed-response", fixedResponse: { statusCode: "404" } }],
    });
    expect(inputs.get(`aws:route53/zone:Zone ${region}-private`)).toMatchObject({
      name: "internal.app.standfast.example",
      vpcs: [{ vpcRegion: region }],
    });
    expect(inputs.get(`aws:route53/record:Record ${region}-private-database`)).toMatchObject({
      name: "database.internal.app.standfast.example",
      type: "CNAME",
      ttl: 5,
    });
  });

  test("has what the transformations change", () => {
    const networks = [...inputs].filter(([key]) => key.startsWith("aws:ec2/vpc:Vpc "));
    expect(networks).toHaveLength(2);
    for (const [, network] of networks)
      expect(network).toMatchObject({ enableNetworkAddressUsageMetrics: true });
    const groups = [...inputs].filter(([key]) => key.startsWith("aws:autoscaling/group:Group "));
    // The platform's and the second service's, in each region.
    expect(groups).toHaveLength(4);
    for (const [, group] of groups) {
      expect(group).not.toHaveProperty("launchTemplate");
      expect(group).toMatchObject({
        mixedInstancesPolicy: {
          launchTemplate: { overrides: [{ instanceType: "m7g.large" }, { instanceType: "m6g.large" }] },
        },
      });
    }
  });

  test("breaks no mandatory policy", async () => {
    succeeded(await rehearsal.run("-C", folder, "preview", "--stack", "prod", "--policy-pack", "policies"));
  });
});

test("the page shows each example as it is", () => {
  const page = readFileSync(join(repository, "docs", "extending.md"), "utf8");
  const examples = join(repository, "examples", "extensions");
  for (const file of readdirSync(examples)) expect(page).toContain(`../examples/extensions/${file}`);
});

test("the repository's own stack has none", async () => {
  const { extensions, transformations } = await import("../../extensions");
  expect([...extensions, ...transformations]).toEqual([]);
});
