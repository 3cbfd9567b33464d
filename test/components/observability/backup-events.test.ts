import { describe, expect, test } from "@jest/globals";
import { BackupEvents } from "../../../components/observability/backup-events";
import { record } from "../../support/mocks";
import { strayResources } from "../../support/providers";

const args = { topicArn: "topic-1" };

describe("BackupEvents", () => {
  test("sends every job that did not end well to the topic", async () => {
    const run = await record(() => new BackupEvents("backups", args));
    expect(run.counts()).toEqual({
      "standfast:observability:BackupEvents": 1,
      "aws:cloudwatch/eventRule:EventRule": 1,
      "aws:cloudwatch/eventTarget:EventTarget": 1,
    });
    const failed = ["ABORTED", "EXPIRED", "FAILED", "PARTIAL"];
    const pattern = run.one("aws:cloudwatch/eventRule:EventRule").inputs["eventPattern"] as string;
    expect(JSON.parse(pattern)).toEqual({
      source: ["aws.backup"],
      "detail-type": ["Backup Job State Change", "Copy Job State Change", "Restore Job State Change"],
      detail: { $or: [{ state: failed }, { status: failed }] },
    });
    expect(run.one("aws:cloudwatch/eventTarget:EventTarget").inputs).toEqual({
      rule: "backups-failed",
      arn: "topic-1",
    });
  });

  test("uses the provider it is given for every resource", async () => {
    expect(await strayResources((opts) => new BackupEvents("backups", args, opts))).toEqual([]);
  });
});
