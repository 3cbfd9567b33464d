import { CreateAutoScalingGroupCommand } from "@aws-sdk/client-auto-scaling";
import { PutMetricAlarmCommand, SetAlarmStateCommand, type StateValue } from "@aws-sdk/client-cloudwatch";
import { CreateLaunchTemplateCommand, CreateSubnetCommand, CreateVpcCommand } from "@aws-sdk/client-ec2";
import { CreateReplicationGroupCommand } from "@aws-sdk/client-elasticache";
import { CreateTargetGroupCommand } from "@aws-sdk/client-elastic-load-balancing-v2";
import {
  CreateDBInstanceCommand,
  CreateDBInstanceReadReplicaCommand,
  CreateDBSubnetGroupCommand,
} from "@aws-sdk/client-rds";
import type { RegionClients } from "../../../../../drill/adapters/aws/region-clients";
import type { StackRegion } from "../../../../../drill/adapters/aws/stack";

/** Builds on moto what the platform builds on AWS, as far as a drill touches it. */

export const allowed = [
  { Key: "standfast:drill", Value: "allowed" },
  { Key: "standfast:stack", Value: "test" },
];

export const alarmName = "too-many-errors";

export async function buildRegion(clients: RegionClients, sourceArn?: string): Promise<StackRegion> {
  const { region } = clients;
  const { vpcId, subnetIds } = await buildNetwork(clients);
  await clients.cloudWatch.send(
    new PutMetricAlarmCommand({
      AlarmName: alarmName,
      Namespace: "AWS/ApplicationELB",
      MetricName: "HTTPCode_ELB_5XX_Count",
      Statistic: "Sum",
      Period: 10,
      EvaluationPeriods: 1,
      Threshold: 100,
      ComparisonOperator: "GreaterThanThreshold",
    }),
  );
  await setAlarm(clients, "OK");
  return {
    name: region,
    autoScalingGroup: await buildFleet(clients, vpcId, subnetIds),
    databaseEndpoint: await buildDatabase(clients, subnetIds, sourceArn),
    cacheEndpoint: await buildCache(clients),
  };
}

export async function setAlarm({ cloudWatch }: RegionClients, StateValue: StateValue): Promise<void> {
  await cloudWatch.send(
    new SetAlarmStateCommand({ AlarmName: alarmName, StateValue, StateReason: "by the test" }),
  );
}

async function buildNetwork({ ec2, region }: RegionClients) {
  const vpc = await ec2.send(new CreateVpcCommand({ CidrBlock: "10.10.0.0/16" }));
  const subnets = await Promise.all(
    ["a", "b", "c"].map((zone, at) =>
      ec2.send(
        new CreateSubnetCommand({
          VpcId: vpc.Vpc!.VpcId,
          CidrBlock: `10.10.${at}.0/24`,
          AvailabilityZone: `${region}${zone}`,
          TagSpecifications: [{ ResourceType: "subnet", Tags: allowed }],
        }),
      ),
    ),
  );
  return { vpcId: vpc.Vpc!.VpcId!, subnetIds: subnets.map(({ Subnet }) => Subnet!.SubnetId!) };
}

async function buildFleet(
  { ec2, autoScaling, loadBalancing }: RegionClients,
  VpcId: string,
  subnetIds: string[],
): Promise<string> {
  const template = await ec2.send(
    new CreateLaunchTemplateCommand({
      LaunchTemplateName: "app",
      LaunchTemplateData: { ImageId: "ami-0123456789abcdef0", InstanceType: "t3.micro" },
    }),
  );
  const group = await loadBalancing.send(
    new CreateTargetGroupCommand({ Name: "app", Protocol: "HTTPS", Port: 8443, VpcId }),
  );
  await autoScaling.send(
    new CreateAutoScalingGroupCommand({
      AutoScalingGroupName: "app-group",
      MinSize: 3,
      MaxSize: 6,
      DesiredCapacity: 3,
      LaunchTemplate: { LaunchTemplateId: template.LaunchTemplate!.LaunchTemplateId, Version: "1" },
      VPCZoneIdentifier: subnetIds.join(","),
      TargetGroupARNs: [group.TargetGroups![0]!.TargetGroupArn!],
      Tags: allowed.map((tag) => ({ ...tag, PropagateAtLaunch: true })),
    }),
  );
  return "app-group";
}

async function buildDatabase(
  { rds, region }: RegionClients,
  SubnetIds: string[],
  source?: string,
): Promise<string> {
  const DBSubnetGroupName = "data";
  await rds.send(
    new CreateDBSubnetGroupCommand({ DBSubnetGroupName, DBSubnetGroupDescription: "data", SubnetIds }),
  );
  const common = {
    DBInstanceIdentifier: `database-${region}`,
    DBInstanceClass: "db.m7g.large",
    DBSubnetGroupName,
    MultiAZ: true,
    Tags: allowed,
  };
  const made =
    source === undefined
      ? await rds.send(
          new CreateDBInstanceCommand({
            ...common,
            Engine: "postgres",
            AllocatedStorage: 20,
            MasterUsername: "platform",
            MasterUserPassword: "not-a-secret-1",
            BackupRetentionPeriod: 7,
          }),
        )
      : await rds.send(
          new CreateDBInstanceReadReplicaCommand({ ...common, SourceDBInstanceIdentifier: source }),
        );
  return made.DBInstance!.Endpoint!.Address!;
}

async function buildCache({ elastiCache }: RegionClients): Promise<string> {
  const made = await elastiCache.send(
    new CreateReplicationGroupCommand({
      ReplicationGroupId: "cache",
      ReplicationGroupDescription: "cache",
      Engine: "redis",
      ClusterMode: "enabled",
      CacheNodeType: "cache.r7g.large",
      NumNodeGroups: 2,
      ReplicasPerNodeGroup: 1,
      AutomaticFailoverEnabled: true,
      MultiAZEnabled: true,
      Tags: allowed,
    }),
  );
  return made.ReplicationGroup!.ConfigurationEndpoint!.Address!;
}
