import { expect, test } from "@jest/globals";
import type { SwitchedRegion } from "../../../components/operations/region-switch/region";
import {
  RegionSwitch,
  type RegionSwitchArgs,
} from "../../../components/operations/region-switch/region-switch";
import { record } from "../../support/mocks";

const planType = "aws:arcregionswitch/plan:Plan";
const policyType = "aws:iam/rolePolicy:RolePolicy";
const account = "123456789012";
const database = (region: string) => `arn:aws:rds:${region}:${account}:db:shop`;
const alarm = (region: string, name: string) => `arn:aws:cloudwatch:${region}:${account}:alarm:${name}`;
const region = (name: string, recordSetIdentifier: string): SwitchedRegion => ({
  name,
  recordSetIdentifier,
  databaseArn: database(name),
  keyArn: `arn:aws:kms:${name}:${account}:key/k`,
  autoScalingGroupArns: [
    `arn:aws:autoscaling:${name}:${account}:autoScalingGroup:1:autoScalingGroupName/app`,
  ],
  otherLostAlarmArn: alarm(name, "lost"),
  impairedAlarmArn: alarm(name, "impaired"),
});
const args: RegionSwitchArgs = {
  regions: [region("us-east-1", "primary"), region("eu-west-1", "secondary")],
  servingRegion: "us-east-1",
  hostedZoneId: "Z123",
  hostedZoneArn: "arn:aws:route53:::hostedzone/Z123",
  recordName: "shop.example",
  recoveryTimeObjectiveSeconds: 500,
  trigger: "canary",
  minutesBetweenExecutions: 60,
  timeoutMinutes: 30,
  rebuild: "by-hand",
  reports: { bucketName: "reports", arn: "arn:aws:s3:::reports" },
};
const regionSwitch = (changes: Partial<RegionSwitchArgs> = {}) =>
  record(() => new RegionSwitch("region-switch", { ...args, ...changes }));

type Statement = {
  readonly Sid: string;
  readonly Action: string | string[];
  readonly Resource: string | string[];
};
const statementsOf = (run: Awaited<ReturnType<typeof regionSwitch>>): readonly Statement[] =>
  (
    JSON.parse(String(run.one(policyType, "region-switch-policy").inputs["policy"])) as {
      Statement: Statement[];
    }
  ).Statement;

test("a plan takes the traffic away, grows and promotes at once, in whichever region takes over", async () => {
  const run = await regionSwitch();
  const { inputs, ignoreChanges } = run.one(planType);
  expect(inputs).toMatchObject({
    recoveryApproach: "activePassive",
    regions: ["us-east-1", "eu-west-1"],
    primaryRegion: "us-east-1",
    // Minutes, and never fewer than was promised.
    recoveryTimeObjectiveMinutes: 9,
    reportConfigurations: [
      { reportOutputs: [{ s3Configurations: [{ bucketPath: "reports/executions", bucketOwner: account }] }] },
    ],
  });
  expect(ignoreChanges).toEqual(["primaryRegion"]);
  expect(inputs["workflows"]).toEqual([
    {
      workflowTargetAction: "activate",
      workflowDescription:
        "Takes the traffic of the other region away, promotes the database, and grows to its size.",
      steps: [
        {
          name: "take-over",
          executionBlockType: "Parallel",
          parallelConfigs: [
            {
              steps: [
                {
                  name: "move-traffic",
                  executionBlockType: "Route53HealthCheck",
                  route53HealthCheckConfigs: [
                    {
                      hostedZoneId: "Z123",
                      recordName: "shop.example",
                      recordSets: [
                        { region: "us-east-1", recordSetIdentifier: "primary" },
                        { region: "eu-west-1", recordSetIdentifier: "secondary" },
                      ],
                      timeoutMinutes: 30,
                    },
                  ],
                },
                {
                  name: "grow",
                  executionBlockType: "EC2AutoScaling",
                  ec2AsgCapacityIncreaseConfigs: [
                    {
                      asgs: args.regions.flatMap(({ autoScalingGroupArns }) =>
                        autoScalingGroupArns.map((arn) => ({ arn })),
                      ),
                      targetPercent: 100,
                      capacityMonitoringApproach: "sampledMaxInLast24Hours",
                      timeoutMinutes: 30,
                      ungraceful: { minimumSuccessPercentage: 50 },
                    },
                  ],
                },
                {
                  name: "promote-database",
                  executionBlockType: "RdsPromoteReadReplica",
                  rdsPromoteReadReplicaConfigs: [
                    {
                      dbInstanceArnMap: {
                        "us-east-1": database("us-east-1"),
                        "eu-west-1": database("eu-west-1"),
                      },
                      timeoutMinutes: 30,
                    },
                  ],
                },
              ],
            },
          ],
        },
      ],
    },
  ]);
});

test("starts where the other region is lost and this one serves, by alarms of the region that takes over", async () => {
  const { inputs } = (await regionSwitch()).one(planType);
  expect((inputs["triggers"] as object[])[1]).toEqual({
    action: "activate",
    targetRegion: "eu-west-1",
    description: "eu-west-1 serves, and cannot reach the other region.",
    minDelayMinutesBetweenExecutions: 60,
    conditions: [
      { associatedAlarmName: "eu-west-1-misses-the-other", condition: "red" },
      { associatedAlarmName: "eu-west-1-impaired", condition: "green" },
    ],
  });
  expect((inputs["associatedAlarms"] as object[]).slice(2)).toEqual([
    {
      mapBlockKey: "eu-west-1-misses-the-other",
      resourceIdentifier: alarm("eu-west-1", "lost"),
      alarmType: "trigger",
    },
    {
      mapBlockKey: "eu-west-1-impaired",
      resourceIdentifier: alarm("eu-west-1", "impaired"),
      alarmType: "applicationHealth",
    },
  ]);
  const byHand = (await regionSwitch({ trigger: "none" })).one(planType).inputs;
  expect([byHand["triggers"], byHand["associatedAlarms"]]).toEqual([undefined, undefined]);
});

test("no alarm activates a region that is given none: one that is not rebuilt must not serve", async () => {
  const [fenced, active] = args.regions;
  const silent = { ...fenced!, otherLostAlarmArn: undefined } as unknown as SwitchedRegion;
  const triggers = (await regionSwitch({ regions: [silent, active!] })).one(planType).inputs[
    "triggers"
  ] as object[];
  expect(triggers).toEqual([expect.objectContaining({ targetRegion: "eu-west-1" })]);
});

test("its role may do what its blocks do, to what they name", async () => {
  const statements = statementsOf(await regionSwitch());
  expect(statements.map(({ Sid }) => Sid)).toEqual([
    "Plan",
    "SeeAlarms",
    "Report",
    "SeeRecords",
    "Grow",
    "SeeGroups",
    "Promote",
    "SeeDatabases",
  ]);
  const resourceOf = (sid: string) => statements.find(({ Sid }) => Sid === sid)?.Resource;
  expect(resourceOf("Promote")).toEqual([database("us-east-1"), database("eu-west-1")]);
  expect(resourceOf("SeeDatabases")).toEqual([
    `arn:aws:rds:us-east-1:${account}:db:*`,
    `arn:aws:rds:eu-west-1:${account}:db:*`,
  ]);
  expect(resourceOf("SeeRecords")).toBe("arn:aws:route53:::hostedzone/Z123");
  expect(resourceOf("Report")).toBe("arn:aws:s3:::reports/*");
  expect(resourceOf("Plan")).toEqual([`arn:aws:arc-region-switch::${account}:plan/*`]);
  // What knows no resources, and nothing else.
  expect(statements.filter(({ Resource }) => Resource === "*").map(({ Sid }) => Sid)).toEqual([
    "SeeAlarms",
    "SeeGroups",
  ]);
});

test("may be told to make a replica in place of the old primary, with the permissions for it", async () => {
  const run = await regionSwitch({ rebuild: "after-recovery" });
  expect((run.one(planType).inputs["workflows"] as object[])[1]).toEqual({
    workflowTargetAction: "postRecovery",
    workflowDescription:
      "Renames the old primary, keeps it, and makes a replica of the new one in its place.",
    steps: [
      {
        name: "rebuild-replica",
        executionBlockType: "RdsCreateCrossRegionReplica",
        rdsCreateCrossRegionReadReplicaConfigs: [
          {
            dbInstanceArnMap: { "us-east-1": database("us-east-1"), "eu-west-1": database("eu-west-1") },
            timeoutMinutes: 30,
          },
        ],
      },
    ],
  });
  expect(statementsOf(run).map(({ Sid }) => Sid)).toEqual(
    expect.arrayContaining(["MakeReplica", "EncryptReplica"]),
  );
});

test("leaves out what a stack has not: groups of instances, alarms about itself", async () => {
  const bare = args.regions.map((each) => ({
    ...each,
    autoScalingGroupArns: [],
    impairedAlarmArn: undefined,
  }));
  const run = await regionSwitch({ regions: bare as unknown as readonly SwitchedRegion[] });
  expect(JSON.stringify(run.one(planType).inputs["workflows"])).not.toContain("EC2AutoScaling");
  expect(statementsOf(run).map(({ Sid }) => Sid)).not.toContain("Grow");
  expect(JSON.stringify(run.one(planType).inputs["triggers"])).not.toContain("impaired");
});

test("refuses what AWS refuses, and to report nowhere", async () => {
  await expect(regionSwitch({ regions: args.regions.slice(1) })).rejects.toThrow(
    "regions must list 2, got 1; AWS takes no other number",
  );
  await expect(regionSwitch({ reports: undefined })).rejects.toThrow("reports must be a bucket, got none");
});
