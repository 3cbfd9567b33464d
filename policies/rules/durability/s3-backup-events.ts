import { stackRule } from "../../framework/rule";
import { fail, pass, unknown } from "../../framework/verdict";
import { incomingReferences } from "../shared/incoming-references";
import { BACKUP_SELECTION, BUCKET, BUCKET_NOTIFICATION } from "../../resources";

export const s3BackupEvents = stackRule({
  id: "s3-backup-events",
  title: "A bucket that AWS Backup backs up tells EventBridge of its changes",
  group: "durability",
  severity: "high",
  level: "mandatory",
  types: BUCKET_NOTIFICATION,
  rationale:
    "AWS Backup turns EventBridge on and follows a bucket's changes through it; a notification configuration without it turns it off, and backups go on without what changed.",
  link: "https://docs.aws.amazon.com/aws-backup/latest/devguide/s3-backups.html",
  remediation: "Set eventbridge to true in the bucket's notification configuration.",
  matches: { wellArchitected: ["REL09-BP03"] },
  evaluate: (plan) => {
    const notifications = incomingReferences(plan, BUCKET_NOTIFICATION, "bucket", BUCKET);
    const backedUp = plan
      .ofType(BACKUP_SELECTION)
      .flatMap((selection) => selection.dependenciesOf("resources"))
      .filter(({ type }) => (BUCKET as readonly string[]).includes(type));
    return [...new Set(backedUp)].flatMap((bucket) => [
      ...notifications.to(bucket).map((notification) => {
        const told = notification.inputs.at("eventbridge").boolean();
        if (told.state === "unknown") return unknown(told.path, notification);
        return told.state === "known" && told.value
          ? pass
          : fail(
              `it turns EventBridge off for ${bucket.name}, which AWS Backup backs up`,
              "set eventbridge to true",
              notification,
            );
      }),
      ...notifications.undecided.map((notification) => unknown("bucket", notification)),
    ]);
  },
});
