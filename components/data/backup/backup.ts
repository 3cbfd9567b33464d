import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { nameSuffix } from "../../aws/name-suffix";
import { ServiceRole } from "../../aws/service-role";
import { Component } from "../../kit/component";
import {
  defaultDailyAtUtc,
  notATime,
  vaultBackupStartMinutes,
  type MaintenanceWindows,
  maintenanceWindows,
} from "../maintenance-windows";
import type { ProtectedStore } from "./protected-store";
import type { BackupVault } from "./vault";

export interface BackupArgs {
  /** The vault of this region, which says how long backups are kept. */
  readonly vault: BackupVault;
  /** The vault of another region, which gets a copy of each backup. @default none: the region's loss is theirs too */
  readonly recoveryVault?: BackupVault;
  /** At least one, each with a name of its own. */
  readonly stores: readonly ProtectedStore[];
  /**
   * Whether the stores are backed up now, or the plans wait for the day on which this region takes the writes.
   * @default backed-up
   */
  readonly state?: "backed-up" | "waiting";
  /** When the day's backups begin, `HH:MM` UTC; the vault's turn comes after RDS's own. @default 02:00 */
  readonly dailyAtUtc?: string;
  /** Whether the latest backups are restored on trial every week, and deleted again. */
  readonly restoreTesting: "weekly" | "none";
}

/** https://docs.aws.amazon.com/aws-backup/latest/devguide/security-iam-awsmanpol.html */
const managedPolicies = [
  "service-role/AWSBackupServiceRolePolicyForBackup",
  "service-role/AWSBackupServiceRolePolicyForRestores",
  "AWSBackupServiceRolePolicyForS3Backup",
  "AWSBackupServiceRolePolicyForS3Restore",
] as const;

/** Hours that a restored store is left for inspection before it is deleted, 1 to 168. */
const validationHours = 4;

/**
 * Daily backups of a region's stores in a vault, with a copy in another region's, and a weekly proof that they can be
 * restored: a backup that was never restored is a hope.
 *
 * A store whose backups cannot be copied has a plan of its own, for one plan with a copy that always fails would hide
 * the day on which another copy does.
 */
export class Backup extends Component {
  readonly planIds: pulumi.Output<string>[];

  /** @throws {pulumi.ResourceError} without a store, with two of one name, or for no time of day. */
  constructor(name: string, args: BackupArgs, opts?: pulumi.ComponentResourceOptions) {
    super("data:Backup", name, opts);
    const { dailyAtUtc = defaultDailyAtUtc, stores, recoveryVault } = args;
    const windows = maintenanceWindows(dailyAtUtc);
    this.require(windows !== undefined, notATime(dailyAtUtc));
    const names = stores.map((store) => store.name);
    this.require(
      names.length >= 1 && new Set(names).size === names.length,
      `stores must list at least 1, each name once, got [${names.join(", ")}]; correct the list`,
    );

    // Reads the stores, writes the vaults, and restores on trial.
    const role = new ServiceRole(name, { service: "backup.amazonaws.com", managedPolicies }, this.nested());
    const roleArn = role.arn;
    const copied = stores.filter(({ copies }) => recoveryVault && copies === "supported");
    const kept = stores.filter((store) => !copied.includes(store));
    this.planIds = [
      ...(copied.length > 0 ? [this.#plan("daily", args, windows, copied, roleArn, recoveryVault)] : []),
      ...(kept.length > 0 ? [this.#plan("daily-here", args, windows, kept, roleArn)] : []),
    ];
    if (args.restoreTesting === "weekly") this.#restoreTests(args, windows, roleArn);
    this.registerOutputs({ planIds: this.planIds });
  }

  #plan(
    ruleName: "daily" | "daily-here",
    { vault, state }: BackupArgs,
    windows: MaintenanceWindows,
    stores: readonly ProtectedStore[],
    roleArn: pulumi.Output<string>,
    recoveryVault?: BackupVault,
  ): pulumi.Output<string> {
    const plan = new aws.backup.Plan(
      this.childName(ruleName),
      {
        rules: [
          {
            ruleName,
            targetVaultName: vault.name,
            schedule: windows.vaultBackup,
            startWindow: vaultBackupStartMinutes,
            lifecycle: { deleteAfter: vault.retentionDays },
            copyActions: recoveryVault && [
              {
                destinationVaultArn: recoveryVault.arn,
                lifecycle: { deleteAfter: recoveryVault.retentionDays },
              },
            ],
          },
        ],
      },
      this.child(),
    );
    if (state === "waiting") return plan.id;
    new aws.backup.Selection(
      this.childName(`${ruleName}-stores`),
      { planId: plan.id, iamRoleArn: roleArn, resources: stores.map(({ arn }) => arn) },
      this.child(),
    );
    return plan.id;
  }

  #restoreTests(
    { vault, stores, state }: BackupArgs,
    windows: MaintenanceWindows,
    iamRoleArn: pulumi.Output<string>,
  ): void {
    // Restore testing alone takes no hyphens, which every automatic name has.
    const suffix = nameSuffix(this.childName("suffix"), this.child());
    const inWords = (text: string) => text.replaceAll("-", "_");
    const plan = new aws.backup.RestoreTestingPlan(
      this.childName("restore-test"),
      {
        name: pulumi.interpolate`${inWords(this.childName("restores"))}_${suffix}`,
        scheduleExpression: windows.restoreTest,
        startWindowHours: 1,
        recoveryPointSelection: {
          algorithm: "LATEST_WITHIN_WINDOW",
          includeVaults: [vault.arn],
          recoveryPointTypes: ["SNAPSHOT"],
          selectionWindowDays: 7,
        },
      },
      this.child(),
    );
    for (const store of state === "waiting" ? [] : stores) {
      new aws.backup.RestoreTestingSelection(
        this.childName(`restore-test-${store.name}`),
        {
          name: store.name,
          restoreTestingPlanName: plan.name,
          protectedResourceType: store.type,
          protectedResourceArns: [store.arn],
          iamRoleArn,
          restoreMetadataOverrides: store.restoreTo,
          validationWindowHours: validationHours,
        },
        this.child(),
      );
    }
  }
}
