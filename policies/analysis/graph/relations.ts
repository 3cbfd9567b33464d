/** What belongs together by more than one property, and what joins regions on purpose. */
import {
  isRegionJoining,
  BACKUP_PLAN,
  BACKUP_SELECTION,
  BACKUP_VAULT,
  BUCKET,
  CACHE_GROUP,
  CACHE_USER,
  CACHE_USER_GROUP,
  EKS_CLUSTER,
  MEMORYDB_ACL,
  MEMORYDB_CLUSTER,
  MEMORYDB_USER,
  REPLICATED_WORKLOAD,
  SECRET,
  SECRET_VERSION,
  TABLE,
} from "../../resources";
import { ATTACHMENTS } from "./attachments";
import { RDS, CLUSTER_EXPOSURE, REFERENCES } from "./references";

/** A secret opens what was given the same value: both are computed from the same source, such as a random password. */
export const CREDENTIALS = {
  holders: { types: SECRET_VERSION, value: ["secretString"], of: SECRET },
  locks: {
    types: [...RDS, ...CACHE_GROUP, ...MEMORYDB_CLUSTER],
    value: ["password", "masterPassword", "authToken"],
    /** Through the users that a store lists in a group: each property, and what it leads to. */
    users: [
      { property: "userGroupIds", to: CACHE_USER_GROUP },
      { property: "aclName", to: MEMORYDB_ACL },
      { property: "userIds", to: CACHE_USER },
      { property: "userNames", to: MEMORYDB_USER },
    ],
    userValue: ["authenticationMode", "passwords"],
  },
} as const;

/** AWS Backup: a selection names stores and a plan, whose rules copy into vaults. */
export const BACKUP = {
  selections: BACKUP_SELECTION,
  plans: BACKUP_PLAN,
  vaults: BACKUP_VAULT,
  stores: [...RDS, ...BUCKET, ...TABLE],
} as const;

/** Workloads and what exposes them are in the cluster that their provider is configured for. */
export const CLUSTERED = { types: [...REPLICATED_WORKLOAD, ...CLUSTER_EXPOSURE], in: EKS_CLUSTER } as const;

const JOINING_PROPERTIES = new Set([
  ...[...SECRET, ...TABLE].map((type) => `${type} replicas`),
  ...REFERENCES.filter(({ kind }) => kind === "replicates").flatMap(({ types, property }) =>
    types.map((type) => `${type} ${property}`),
  ),
  ...ATTACHMENTS.filter(({ kind }) => kind === "replicates").flatMap(({ types, from, to }) =>
    types.flatMap((type) => [`${type} ${from.property}`, `${type} ${to.property}`]),
  ),
]);

/**
 * Whether a property joins regions on purpose, without making one need the other to serve: replication in all its
 * forms, networks that meet, and pictures of everything.
 */
export function joinsRegions(type: string, property: string): boolean {
  return isRegionJoining(type) || JOINING_PROPERTIES.has(`${type} ${property}`);
}
