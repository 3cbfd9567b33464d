import { describe, expect, test } from "@jest/globals";
import { BackupVault, type BackupVaultArgs } from "../../../../components/data/backup/vault";
import { outputOf, record } from "../../../support/mocks";
import { strayResources } from "../../../support/providers";

const args: BackupVaultArgs = {
  keyArn: "key-1",
  lock: "governance",
  retentionDays: 35,
  protection: "protected",
};
const vault = (changes: Partial<BackupVaultArgs> = {}) =>
  record(() => new BackupVault("vault", { ...args, ...changes }));
const kind = "aws:backup/vault:Vault";
const lock = "aws:backup/vaultLockConfiguration:VaultLockConfiguration";

describe("BackupVault", () => {
  test("creates exactly its parts", async () => {
    expect((await vault()).counts()).toEqual({ "standfast:data:BackupVault": 1, [kind]: 1, [lock]: 1 });
  });

  test("is encrypted and kept", async () => {
    const recorded = (await vault()).one(kind);
    expect(recorded.inputs).toEqual({ kmsKeyArn: "key-1", forceDestroy: false });
    expect(recorded.protect).toBe(true);
  });

  test("is locked for as long as backups are kept: for good, or by whoever may lift it", async () => {
    const locked = { backupVaultName: "vault-vault", minRetentionDays: 35 };
    expect((await vault()).one(lock).inputs).toEqual(locked);
    expect((await vault({ lock: "compliance" })).one(lock).inputs).toEqual({
      ...locked,
      changeableForDays: 3,
    });
    expect((await vault({ lock: "none" })).recorded(lock)).toEqual([]);
  });

  test("goes with its backups where it is disposable", async () => {
    const recorded = (await vault({ protection: "disposable" })).one(kind);
    expect(recorded.inputs).toEqual({ kmsKeyArn: "key-1", forceDestroy: true });
    expect(recorded.protect).toBe(false);
  });

  test("says where it is", async () => {
    const { result } = await vault();
    expect(await outputOf(result.arn)).toBe("arn:aws:mock:::vault-vault");
    expect(await outputOf(result.name)).toBe("vault-vault");
    expect(result.retentionDays).toBe(35);
  });

  test.each<[Partial<BackupVaultArgs>, string]>([
    [{ retentionDays: 0 }, "retentionDays must be 1 to 36500, got 0; AWS Backup keeps nothing for longer"],
    [
      { lock: "compliance", protection: "disposable" },
      "lock compliance cannot be lifted, got it for a disposable vault; choose governance or none, or protect it",
    ],
  ])("refuses %j", async (changes, message) => {
    await expect(vault(changes)).rejects.toThrow(message);
  });

  test("uses the provider it is given for every resource", async () => {
    expect(await strayResources((opts) => new BackupVault("vault", args, opts))).toEqual([]);
  });
});
