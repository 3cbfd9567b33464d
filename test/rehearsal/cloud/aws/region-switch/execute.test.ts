import { beforeEach, describe, expect, test } from "@jest/globals";
import { RegionSwitch } from "../../../../../components/operations/region-switch/region-switch";
import { executePlan, type Execution } from "../../../../../rehearsal/cloud/aws/region-switch/execute";
import { route53HealthChecks } from "../../../../../rehearsal/cloud/aws/region-switch/health-checks";
import { types } from "../../../../../rehearsal/cloud/aws/type-tokens";
import type { Props } from "../../../../../rehearsal/cloud/wire";
import { record } from "../../../../support/mocks";
import { Aws, type MadeResource } from "../../support/aws";
import { regionFixture } from "../../support/region-fixture";

const [us, eu] = ["us-east-1", "eu-west-1"];
const name = "app.example.com";

function textAt(outputs: Props, property: string): string {
  const value = outputs[property];
  if (typeof value !== "string") throw new TypeError(`${property} is no text`);
  return value;
}

/** A platform in two regions, as far as the plan that the component makes for it reaches. */
class Platform {
  readonly aws = new Aws();
  planArn = "";
  replica: MadeResource | undefined;
  role: MadeResource | undefined;

  async make({ attach = true } = {}): Promise<void> {
    const zone = await this.aws.create(types.hostedZone, { name: "example.com" });
    const primary = await this.#database(us);
    this.replica = await this.#database(eu, primary.outputs["arn"] ?? "");
    const arn = (made: MadeResource): string => textAt(made.outputs, "arn");
    const switched = (region: string, database: MadeResource, recordSetIdentifier: string) => ({
      name: region,
      recordSetIdentifier,
      databaseArn: arn(database),
      keyArn: `arn:aws:kms:${region}:123456789012:key/k`,
      autoScalingGroupArns: [],
    });
    const run = await record(
      () =>
        new RegionSwitch("region-switch", {
          regions: [switched(us, primary, "primary"), switched(eu, this.replica!, "secondary")],
          servingRegion: us,
          hostedZoneId: zone.id,
          hostedZoneArn: arn(zone),
          recordName: name,
          recoveryTimeObjectiveSeconds: 900,
          trigger: "none",
          minutesBetweenExecutions: 60,
          timeoutMinutes: 30,
          rebuild: "by-hand",
          reports: { bucketName: "reports", arn: "arn:aws:s3:::reports" },
        }),
    );
    const inputsOf = (type: string, logicalName?: string) => run.one(type, logicalName).inputs as Props;
    this.role = await this.aws.create(types.role, inputsOf(types.role));
    await this.aws.create(types.rolePolicy, {
      ...inputsOf(types.rolePolicy, "region-switch-policy"),
      role: this.role.outputs["name"] ?? "",
    });
    const plan = await this.aws.create(types.regionSwitchPlan, {
      ...inputsOf(types.regionSwitchPlan),
      executionRole: arn(this.role),
    });
    this.planArn = arn(plan);
    const { healthChecks } = route53HealthChecks(this.aws.store.catalogue, { planArn: this.planArn });
    for (const { region, healthCheckId } of attach ? (healthChecks as unknown as Vended[]) : []) {
      await this.aws.create(types.record, {
        zoneId: zone.id,
        name,
        type: "A",
        setIdentifier: region === us ? "primary" : "secondary",
        failoverRoutingPolicies: [{ type: region === us ? "PRIMARY" : "SECONDARY" }],
        healthCheckId,
        ttl: 60,
        records: ["192.0.2.1"],
      });
    }
  }

  async #database(region: string, replicateSourceDb?: Props[string]): Promise<MadeResource> {
    const { dbSubnetGroup, dbParameterGroup, keyArn } = await regionFixture(
      this.aws,
      region,
      region === us ? 10 : 20,
    );
    return this.aws.create(
      types.dbInstance,
      {
        instanceClass: "db.m7g.large",
        dbSubnetGroupName: dbSubnetGroup.id,
        parameterGroupName: dbParameterGroup.id,
        backupRetentionPeriod: 7,
        skipFinalSnapshot: true,
        storageEncrypted: true,
        kmsKeyId: keyArn,
        ...(replicateSourceDb === undefined
          ? { engine: "postgres", allocatedStorage: 20, username: "platform", password: "a-long-password" }
          : { replicateSourceDb }),
      },
      { region },
    );
  }

  activate(region: string, ...dark: readonly string[]) {
    const execution: Execution = { planArn: this.planArn, action: "activate", region, dark: new Set(dark) };
    return executePlan(this.aws.store, execution);
  }

  get follows(): unknown {
    const { type, id, region } = this.replica!;
    return this.aws.store.get(type, id, region)?.outputs["replicateSourceDb"];
  }
}

interface Vended {
  readonly region: string;
  readonly healthCheckId: string;
}

describe("the plan that the component makes", () => {
  let platform: Platform;
  beforeEach(async () => {
    platform = new Platform();
    await platform.make();
  });

  test("activates the standby while the other region answers nothing: it asks nothing of it", () => {
    expect(platform.follows).toBeDefined();
    const report = platform.activate(eu, us);
    expect(report.blocks.map(({ block, failed }) => [block, failed])).toEqual([
      ["move-traffic", undefined],
      ["promote-database", undefined],
    ]);
    expect(new Set(report.blocks.flatMap(({ calls }) => calls.map(({ region }) => region)))).toEqual(
      new Set(["global", eu]),
    );
    expect(report.healthy).toEqual({ [us]: false, [eu]: true });
    expect(platform.follows).toBe("");
  });

  test("promotes once: what was promoted is no replica any more, and the traffic stays where it is", () => {
    platform.activate(eu);
    const again = platform.activate(eu);
    expect(again.blocks.map(({ failed }) => failed)).toEqual([
      undefined,
      expect.stringMatching(/^InvalidDBInstanceState: .* is not a read replica$/),
    ]);
    expect(again.healthy).toEqual({ [us]: false, [eu]: true });
  });

  test("moves the traffic and fails at the database where the region that takes over is dark too", () => {
    expect(platform.activate(eu, us, eu).blocks.map(({ failed }) => failed)).toEqual([
      undefined,
      "rds:PromoteReadReplica: eu-west-1 does not answer",
    ]);
    expect(platform.follows).toBeDefined();
  });

  test("does nothing that its role may not", () => {
    const [policy] = platform.aws.store.catalogue.having(
      types.rolePolicy,
      "role",
      textAt(platform.role!.outputs, "name"),
    );
    platform.aws.store.put({
      ...policy!,
      outputs: {
        ...policy!.outputs,
        policy: textAt(policy!.outputs, "policy").replace("rds:PromoteReadReplica", "rds:Other"),
      },
    });
    expect(platform.activate(eu).blocks[1]?.failed).toMatch(
      /^AccessDenied: .* is not authorized to perform rds:PromoteReadReplica on resource /,
    );
  });

  test("has a workflow for either region, and none that was not asked for", () => {
    expect(platform.activate(us).healthy).toEqual({ [us]: true, [eu]: false });
    expect(() =>
      executePlan(platform.aws.store, {
        planArn: platform.planArn,
        action: "postRecovery",
        region: us,
        dark: new Set(),
      }),
    ).toThrow(RangeError);
  });
});

test("moves nothing where no record depends on its health checks", async () => {
  const platform = new Platform();
  await platform.make({ attach: false });
  expect(platform.activate(eu).blocks[0]?.failed).toBe(
    "no record of app.example.com depends on the health check of us-east-1",
  );
});
