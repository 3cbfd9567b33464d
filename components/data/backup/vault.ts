import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../../kit/component";
import type { Protection } from "../../kit/protection";

export interface BackupVaultArgs {
  /** Key of the vault's region. */
  readonly keyArn: pulumi.Input<string>;
  /**
   * Who may delete a backup before its time: with `none` every principal that may delete, with `governance` those that may also lift
   * the lock, with `compliance` no one, not AWS either, once three days have passed.
   */
  readonly lock: "governance" | "compliance" | "none";
  /** Days for which every backup is kept at least, 1 to 36500. */
  readonly retentionDays: number;
  readonly protection: Protection;
}

/** Days in which a lock for compliance can still be lifted: the fewest that AWS Backup takes. */
const graceDays = 3;

/**
 * A vault whose backups cannot be deleted for as long as its lock says, whatever credentials were stolen. A copy from
 * another region is encrypted anew, under this vault's key; RDS's snapshots of its own region stay under their own.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html
 */
export class BackupVault extends Component {
  readonly arn: pulumi.Output<string>;
  readonly name: pulumi.Output<string>;
  readonly retentionDays: number;

  /** @throws {pulumi.ResourceError} for a retention AWS refuses, or a compliance lock on what is disposable. */
  constructor(name: string, args: BackupVaultArgs, opts?: pulumi.ComponentResourceOptions) {
    super("data:BackupVault", name, opts);
    const { lock, retentionDays } = args;
    this.require(
      Number.isInteger(retentionDays) && retentionDays >= 1 && retentionDays <= 36_500,
      `retentionDays must be 1 to 36500, got ${retentionDays}; AWS Backup keeps nothing for longer`,
    );
    this.require(
      !(lock === "compliance" && args.protection === "disposable"),
      "lock compliance cannot be lifted, got it for a disposable vault; choose governance or none, or protect it",
    );
    const isProtected = args.protection === "protected";

    const vault = new aws.backup.Vault(
      this.childName("vault"),
      { kmsKeyArn: args.keyArn, forceDestroy: !isProtected },
      this.child({ protect: isProtected }),
    );
    if (lock !== "none") {
      new aws.backup.VaultLockConfiguration(
        this.childName("lock"),
        {
          backupVaultName: vault.name,
          minRetentionDays: retentionDays,
          // Without days of grace the lock is for governance.
          ...(lock === "compliance" && { changeableForDays: graceDays }),
        },
        // A vault has one lock: to delete the old after making the new would leave none.
        this.child({ deleteBeforeReplace: true }),
      );
    }
    this.arn = vault.arn;
    this.name = vault.name;
    this.retentionDays = retentionDays;
    this.registerOutputs({ arn: this.arn, name: this.name });
  }
}
