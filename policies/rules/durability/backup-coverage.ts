import type { Read } from "../../framework/field";
import type { Plan, PlannedResource } from "../../framework/planned";
import { stackRule } from "../../framework/rule";
import { fail, pass, unknown } from "../../framework/verdict";
import { incomingReferences, type IncomingReferences } from "../shared/incoming-references";
import {
  BACKUP_SELECTION,
  CACHE_GROUP,
  FILE_SYSTEM,
  FILE_SYSTEM_BACKUP,
  MEMORYDB_CLUSTER,
  TABLE,
  VOLUME,
} from "../../resources";

/** Stores whose backups no other policy demands; databases have rds-backups, buckets s3-versioning. */
const STORES = [...TABLE, ...FILE_SYSTEM, ...VOLUME, ...CACHE_GROUP, ...MEMORYDB_CLUSTER];

export const backupCoverage = stackRule({
  id: "backup-coverage",
  title: "Tables, file systems, volumes and caches are backed up",
  group: "durability",
  severity: "high",
  level: "mandatory",
  types: STORES,
  rationale: "Redundancy survives hardware; only a backup survives a mistake, a bug or an intruder.",
  link: "https://docs.aws.amazon.com/aws-backup/latest/devguide/whatisbackup.html",
  remediation: "Turn the service's own backups on, or name the store in a backup selection.",
  matches: {
    wellArchitected: ["REL09-BP01", "REL09-BP03"],
    checkov: ["CKV_AWS_28", "CKV_AWS_134", "CKV2_AWS_9", "CKV2_AWS_18"],
    securityHub: ["DynamoDB.2", "EFS.2", "EC2.28", "ElastiCache.1"],
  },
  evaluate: (plan) => {
    const policies = incomingReferences(plan, FILE_SYSTEM_BACKUP, "fileSystemId", FILE_SYSTEM);
    return plan.ofType(STORES).map((store) => {
      const states = [
        own(store, policies),
        ...plan.ofType(BACKUP_SELECTION).map((selection) => selects(selection, store)),
      ];
      if (states.includes(true)) return pass;
      if (states.includes("unknown")) return unknown("whether it is backed up", store);
      return fail("nothing backs it up", fixFor(plan, store), store);
    });
  },
});

type Truth = boolean | "unknown";

/** Whether the service itself backs a store up. */
function own(store: PlannedResource, policies: IncomingReferences): Truth {
  const { type, inputs } = store;
  if (isOne(type, TABLE)) return truth(inputs.at("pointInTimeRecovery.enabled").boolean());
  if (isOne(type, CACHE_GROUP) || isOne(type, MEMORYDB_CLUSTER)) {
    const days = inputs.at("snapshotRetentionLimit").number();
    return days.state === "unknown" ? "unknown" : days.state === "known" && days.value > 0;
  }
  if (!isOne(type, FILE_SYSTEM)) return false;
  const states = policies.to(store).map((policy) => policy.inputs.at("backupPolicy.status").string());
  if (states.some((read) => read.state === "known" && read.value === "ENABLED")) return true;
  return (policies.undecided.length > 0 || states.some(({ state }) => state === "unknown")) && "unknown";
}

/** Whether a selection names a store, by its ARN or by one of its tags. */
function selects(selection: PlannedResource, store: PlannedResource): Truth {
  const { inputs } = selection;
  if (selection.dependenciesOf("resources").includes(store)) return true;
  const resources = inputs.at("resources").strings();
  if (resources.state === "known" && resources.value.includes("*")) return true;
  const tags = inputs.at("selectionTags").items();
  const byTag = tags.map((tag): Truth => {
    const [key, value] = [tag.at("key").string(), tag.at("value").string()];
    if (key.state !== "known" || value.state !== "known") return "unknown";
    // Tags that the provider adds are among the outputs.
    const found = store.props.at("tagsAll").key(key.value).string();
    const read: Read<string> =
      found.state === "known" ? found : store.inputs.at("tags").key(key.value).string();
    return read.state === "unknown" ? "unknown" : read.state === "known" && read.value === value.value;
  });
  return byTag.includes(true) ? true : byTag.includes("unknown") && "unknown";
}

function fixFor(plan: Plan, { type }: PlannedResource): string {
  if (plan.ofType(BACKUP_SELECTION).length > 0) return "name it in a backup selection";
  if (isOne(type, TABLE)) return "set pointInTimeRecovery.enabled to true";
  if (isOne(type, CACHE_GROUP) || isOne(type, MEMORYDB_CLUSTER))
    return "set snapshotRetentionLimit to 1 or more";
  return isOne(type, FILE_SYSTEM)
    ? "add a BackupPolicy with status ENABLED"
    : "name it in a backup selection";
}

function truth(read: Read<boolean>): Truth {
  return read.state === "unknown" ? "unknown" : read.state === "known" && read.value;
}

function isOne(type: string, types: readonly string[]): boolean {
  return types.includes(type);
}
