import type * as pulumi from "@pulumi/pulumi";
import type * as aws from "@pulumi/aws";
import { postgresqlPort } from "./postgresql";

/** What all instances of a database share: the one that takes writes, its readers, its replica elsewhere. */
export interface InstanceSettings {
  readonly securityGroupId: pulumi.Input<string>;
  /** Key of this region: it encrypts storage, backups and insights. */
  readonly keyArn: pulumi.Input<string>;
  /** For example `db.m7g.large`. */
  readonly instanceClass: string;
  /** Major version of PostgreSQL, such as `17`; RDS chooses the minor one and keeps it current. */
  readonly engineVersion: string;
  /** Where storage stops growing by itself; at least 10 % above `allocatedStorageGiB`. */
  readonly maxAllocatedStorageGiB: number;
}

/** What every instance has, in whichever role. */
export function commonArgs(
  settings: InstanceSettings,
  parameterGroup: aws.rds.ParameterGroup,
  monitoringRoleArn: pulumi.Output<string>,
) {
  return {
    engine: "postgres",
    // On replicas too, although they inherit it: promoted without it, they would seem to ask for another version.
    engineVersion: settings.engineVersion,
    autoMinorVersionUpgrade: true,
    instanceClass: settings.instanceClass,
    port: postgresqlPort,
    publiclyAccessible: false,
    vpcSecurityGroupIds: [settings.securityGroupId],
    parameterGroupName: parameterGroup.name,
    storageType: "gp3",
    storageEncrypted: true,
    maxAllocatedStorage: settings.maxAllocatedStorageGiB,
    copyTagsToSnapshot: true,
    iamDatabaseAuthenticationEnabled: true,
    enabledCloudwatchLogsExports: ["postgresql", "upgrade"],
    databaseInsightsMode: "standard",
    performanceInsightsEnabled: true,
    performanceInsightsKmsKeyId: settings.keyArn,
    // Days; what the standard mode includes.
    performanceInsightsRetentionPeriod: 7,
    // Seconds between samples of the operating system.
    monitoringInterval: 15,
    monitoringRoleArn,
  };
}

/** A replica takes no last snapshot: RDS refuses one (hashicorp/terraform-provider-aws#4276). */
export function replicaArgs(replicateSourceDb: pulumi.Input<string>) {
  return { replicateSourceDb, skipFinalSnapshot: true };
}

/** A replica begins as a copy of its source, which takes hours for a large one; the default gives up after 40 min. */
export const timeouts: pulumi.CustomTimeouts = { create: "3h", update: "2h" };
