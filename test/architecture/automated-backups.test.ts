import { describe, expect, test } from "@jest/globals";
import { changed, region, smallest } from "../config/settings";
import { runConfiguration } from "./program";

const replication = "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication";

/** Providers of what replicates the automated backups of a database in `source`. */
async function replicasOf(source: string, backup: object, more: object = {}) {
  const settings = changed(smallest, {
    regions: [region(source, "active", "10.10.0.0/16")],
    backup,
    ...more,
  });
  const named = Object.entries(settings).map(([key, value]) => [`standfast:${key}`, value] as const);
  const { recorded } = await runConfiguration(Object.fromEntries(named));
  return recorded(replication).map(({ provider }) => provider);
}

const cluster = {
  database: {
    deployment: "cluster",
    instanceClass: "db.m6gd.large",
    engineVersion: "17",
    allocatedStorageGiB: 100,
  },
};

describe("automated backups of the database, with nothing said of them, are", () => {
  test.each([
    ["replicated", "us-east-2", "us-west-2", ["us-west-2"]],
    ["kept, for RDS refuses this pair", "us-east-2", "eu-west-2", []],
    ["kept, for the pair is not documented", "us-east-1", "eu-south-2", []],
  ])("%s from %s to %s", async (_, source, destinationRegion, expected) => {
    expect(await replicasOf(source, { destinationRegion })).toEqual(expected);
  });

  test("kept in a cluster's region", async () => {
    expect(await replicasOf("us-east-2", { destinationRegion: "us-west-2" }, cluster)).toEqual([]);
  });
});

test("automated backups go where they were asked to, between regions that AWS's table does not know", async () => {
  const backup = { destinationRegion: "eu-south-2", automatedBackupsReplication: "enabled" };
  expect(await replicasOf("us-east-1", backup)).toEqual(["eu-south-2"]);
});

test("automated backups stay where they were told to", async () => {
  const backup = { destinationRegion: "us-west-2", automatedBackupsReplication: "disabled" };
  expect(await replicasOf("us-east-2", backup)).toEqual([]);
});
