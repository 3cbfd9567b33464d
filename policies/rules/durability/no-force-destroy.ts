import { resourceRule } from "../../framework/rule";
import { mustBeOff } from "../shared/bounds";
import { BACKUP_VAULT, BUCKET, DSQL_CLUSTER, HOSTED_ZONE, REPOSITORY } from "../../resources";

export const noForceDestroy = resourceRule({
  id: "no-force-destroy",
  title: "What is not empty is not deleted",
  group: "durability",
  severity: "high",
  level: "mandatory",
  types: [...BUCKET, ...BACKUP_VAULT, ...REPOSITORY, ...HOSTED_ZONE, ...DSQL_CLUSTER],
  rationale:
    "forceDestroy empties a bucket, all versions included, before it deletes it: the last guard is gone.",
  link: "https://www.pulumi.com/registry/packages/aws/api-docs/s3/bucket/#forcedestroy_nodejs",
  remediation: "Leave forceDestroy (forceDelete on repositories) off.",
  matches: {},
  stacks: "lasting",
  evaluate: ({ type, inputs }) => {
    const isRepository = (REPOSITORY as readonly string[]).includes(type);
    return mustBeOff(inputs.at(isRepository ? "forceDelete" : "forceDestroy").boolean());
  },
});
