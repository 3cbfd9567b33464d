import { describe, expect, test } from "@jest/globals";
import {
  backupReplication,
  backupReplicationDestinations,
} from "../../../components/kit/backup-replication-regions";

describe("the replication of RDS's automated backups", () => {
  test.each([
    ["us-east-1", "eu-west-1", "supported"],
    ["us-east-2", "eu-west-2", "unsupported"],
    ["eu-west-2", "us-west-2", "unsupported"],
    ["sa-east-1", "us-east-1", "supported"],
    ["sa-east-1", "eu-west-1", "unsupported"],
    // One way only.
    ["us-east-1", "ap-northeast-3", "unsupported"],
    ["ap-northeast-3", "ap-northeast-1", "supported"],
    ["us-east-1", "us-gov-west-1", "unsupported"],
    ["us-east-1", "us-east-1", "unsupported"],
    ["us-east-1", "eu-south-2", "undocumented"],
    ["me-central-1", "us-east-1", "undocumented"],
  ])("from %s to %s is %s", (source, destination, expected) => {
    expect(backupReplication(source, destination)).toBe(expected);
  });

  test("of São Paulo goes to two regions, of one that the table lacks to none", () => {
    expect(backupReplicationDestinations("sa-east-1")).toEqual(["us-east-1", "us-east-2"]);
    expect(backupReplicationDestinations("me-central-1")).toEqual([]);
  });
});
