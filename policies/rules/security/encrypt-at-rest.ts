import type { Field } from "../../framework/field";
import type { Resource } from "../../framework/planned";
import { resourceRule } from "../../framework/rule";
import { unknown, type PolicyVerdict } from "../../framework/verdict";
import { mustBeOn } from "../shared/bounds";
import {
  CACHE_GROUP,
  DB_CLUSTER,
  DB_INSTANCE,
  FILE_SYSTEM,
  LAUNCH_TEMPLATE,
  REDSHIFT_CLUSTER,
  SEARCH_DOMAIN,
  VOLUME,
} from "../../resources";

/** The switch of each type. Buckets, tables, queues and secrets need none: AWS encrypts them always. */
const SWITCHES: readonly { readonly types: readonly string[]; readonly path: string }[] = [
  { types: [...DB_INSTANCE, ...DB_CLUSTER], path: "storageEncrypted" },
  { types: CACHE_GROUP, path: "atRestEncryptionEnabled" },
  { types: [...VOLUME, ...FILE_SYSTEM, ...REDSHIFT_CLUSTER], path: "encrypted" },
  { types: SEARCH_DOMAIN, path: "encryptAtRest.enabled" },
];

export const encryptAtRest = resourceRule({
  id: "encrypt-at-rest",
  title: "Data is encrypted where it lies",
  group: "security",
  severity: "high",
  level: "mandatory",
  types: [...SWITCHES.flatMap(({ types }) => types), ...LAUNCH_TEMPLATE],
  rationale:
    "Encryption cannot be added later: an unencrypted store has to be made anew, and so have its replicas.",
  link: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html",
  remediation: "Turn encryption on when the store is made.",
  matches: {
    wellArchitected: ["SEC08-BP02"],
    checkov: ["CKV_AWS_16", "CKV_AWS_96", "CKV_AWS_29", "CKV_AWS_3", "CKV_AWS_42"],
    securityHub: [
      "RDS.3",
      "RDS.27",
      "DocumentDB.1",
      "Neptune.1",
      "ElastiCache.4",
      "EC2.3",
      "EFS.1",
      "Opensearch.1",
      "Redshift.10",
    ],
  },
  evaluate: (resource) => {
    const found = SWITCHES.find(({ types }) => types.includes(resource.type));
    if (found === undefined) return disks(resource);
    const { inputs } = resource;
    // Replicas and Valkey groups that leave the switch out are encrypted as their source, or by default.
    const isGiven = ["replicateSourceDb", "replicationSourceIdentifier", "globalReplicationGroupId"].some(
      (source) => inputs.at(source).state !== "absent",
    );
    return mustBeOn(inputs.at(found.path).boolean(), isGiven || isValkey(inputs));
  },
});

/** Valkey is always encrypted at rest unless it is told not to be. */
function isValkey(inputs: Field): boolean {
  const engine = inputs.at("engine").string();
  return engine.state === "known" && engine.value === "valkey";
}

/** The disks that a launch template makes; for others the account's own default holds. */
function disks({ inputs }: Resource): readonly PolicyVerdict[] {
  const mappings = inputs.at("blockDeviceMappings");
  if (mappings.state === "unknown") return [unknown(mappings.path)];
  return mappings
    .items()
    .filter((mapping) => mapping.at("ebs").state !== "absent")
    .flatMap((mapping) => mustBeOn(mapping.at("ebs.encrypted").boolean()));
}
