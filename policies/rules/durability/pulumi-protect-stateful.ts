import { stackRule } from "../../framework/rule";
import { fail, pass, unknown } from "../../framework/verdict";
import { durableInstances, roleOf } from "../shared/databases";
import {
  BUCKET,
  CACHE_GROUP,
  DB_CLUSTER,
  DB_INSTANCE,
  FILE_SYSTEM,
  KMS_KEY,
  MEMORYDB_CLUSTER,
  TABLE,
  VOLUME,
} from "../../resources";

const OTHERS = [
  ...DB_CLUSTER,
  ...TABLE,
  ...CACHE_GROUP,
  ...MEMORYDB_CLUSTER,
  ...BUCKET,
  ...FILE_SYSTEM,
  ...VOLUME,
  ...KMS_KEY,
];

/** About the stack, because only there can be seen whether a replica is a reader beside its source. */
export const pulumiProtectStateful = stackRule({
  id: "pulumi-protect-stateful",
  title: "Pulumi refuses to delete or replace what holds data, and its keys",
  group: "durability",
  severity: "high",
  level: "mandatory",
  types: [...DB_INSTANCE, ...OTHERS],
  rationale:
    "A rename or a changed property can mean replacement, as a lowered engineVersion of a cache does: with protect Pulumi stops and asks first.",
  link: "https://www.pulumi.com/docs/iac/concepts/options/protect/",
  remediation: "Pass protect: true in the resource's options.",
  matches: {},
  stacks: "lasting",
  evaluate: (plan) =>
    [...durableInstances(plan), ...plan.ofType(OTHERS)].map((store) => {
      if (store.protect) return pass;
      const isInstance = (DB_INSTANCE as readonly string[]).includes(store.type);
      return isInstance && roleOf(store) === "unknown"
        ? unknown("whether it is a reader in the region of its source", store)
        : fail("it is not protected", "pass protect: true in its options", store);
    }),
});
