import { describe, expect, test } from "@jest/globals";
import { outputOf } from "../../support/mocks";
import { database, elsewhere, primary, replica, sourceArn } from "./support/databases";

const instance = "aws:rds/instance:Instance";

describe("A Database, whatever its role,", () => {
  test("of one region ignores no change", async () => {
    const run = await database(primary, { credential: { kind: "own", replicaRegions: [] } });
    expect(run.resources.flatMap(({ ignoreChanges }) => ignoreChanges)).toEqual([]);
  });

  test("is promoted without its name, user and password, which RDS and the provider do not let change then", async () => {
    const promoted = await database(primary, elsewhere);
    for (const run of [await database(primary), promoted]) {
      expect(run.one(instance, "db-instance").ignoreChanges).toEqual(["dbName", "password", "username"]);
    }
  });

  test("has the credential of its stack in every role, made with the first database alone", async () => {
    const password = "random:index/randomPassword:RandomPassword";
    const roles = [{ kind: "primary" }, { kind: "fenced" }, { kind: "replica", sourceArn }] as const;
    for (const role of roles) {
      const first = await database(primary, { role });
      expect(first.recorded(password)).toHaveLength(1);
      expect(await outputOf(first.result.credentialArn)).toBe("arn:aws:mock:::db-credential-secret");
      const other = await database(primary, { ...elsewhere, role });
      expect(other.recorded(password)).toEqual([]);
      expect(await outputOf(other.result.credentialArn)).toBe(
        "arn:aws:secretsmanager:eu-west-1:123456789012:secret:db",
      );
    }
  });

  test("is maintained on the same day in every role", async () => {
    const days: unknown[] = [];
    const promoted = { ...primary, ...elsewhere };
    for (const args of [primary, { ...primary, role: replica.role }, promoted, replica]) {
      days.push((await database(args)).one(instance, "db-instance").inputs["maintenanceWindow"]);
    }
    expect(days).toEqual([
      "sun:04:00-sun:05:00",
      "sun:04:00-sun:05:00",
      "wed:04:00-wed:05:00",
      "wed:04:00-wed:05:00",
    ]);
  });

  test("as fenced is the primary that it was, and left alone", async () => {
    const was = (await database(primary)).one(instance, "db-instance");
    const run = await database(primary, { role: { kind: "fenced" } });
    const is = run.one(instance, "db-instance");
    expect(is.inputs).toEqual(was.inputs);
    expect(is.ignoreChanges).toEqual(["dbName", "password", "username", "replicateSourceDb"]);
    expect(run.recorded(instance)).toHaveLength(2);
  });

  test("may be made anew by consent, and leaves its automated backups", async () => {
    const run = await database(primary, { role: { kind: "fenced" }, rebuild: "allowed" });
    const allowed = run.one(instance, "db-instance");
    expect(allowed.protect).toBe(false);
    expect(allowed.inputs).toMatchObject({
      deletionProtection: false,
      deleteAutomatedBackups: false,
      skipFinalSnapshot: false,
    });
  });
});
