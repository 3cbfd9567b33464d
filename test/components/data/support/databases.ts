/** A database that takes writes, one that follows it from another region, and what either makes. */
import * as pulumi from "@pulumi/pulumi";
import { Database, type DatabaseArgs } from "../../../../components/data/database";
import { record } from "../../../support/mocks";

export const primary: DatabaseArgs = {
  subnetIds: ["subnet-a", "subnet-b", "subnet-c"],
  securityGroupId: "sg-1",
  keyArn: "key-1",
  protection: "protected",
  instanceClass: "db.m7g.large",
  engineVersion: "17",
  allocatedStorageGiB: 100,
  maxAllocatedStorageGiB: 1000,
  backupRetentionDays: 14,
  applyChanges: "in-maintenance-window",
  readReplicas: 1,
  role: { kind: "primary" },
  credential: { kind: "own", replicaRegions: [{ region: "eu-west-1" }] },
};
export const sourceArn = "arn:aws:rds:us-east-1:123456789012:db:source";
export const owner = {
  credentialArn: pulumi.output("arn:aws:secretsmanager:us-east-1:123456789012:secret:db"),
  password: pulumi.output("p"),
};
export const elsewhere: Partial<DatabaseArgs> = {
  credential: { kind: "shared", region: "eu-west-1", owner },
};
export const replica: DatabaseArgs = { ...primary, ...elsewhere, role: { kind: "replica", sourceArn } };

export const database = (args: DatabaseArgs, changes: Partial<DatabaseArgs> = {}) =>
  record(() => new Database("db", { ...args, ...changes }));
