import { resourceRule } from "../../framework/rule";
import { mustBeOn } from "../shared/bounds";
import { CACHE_GROUP } from "../../resources";

export const elasticacheMultiAz = resourceRule({
  id: "elasticache-multi-az",
  title: "A cache fails over by itself, to another zone",
  group: "spread",
  severity: "high",
  level: "mandatory",
  types: CACHE_GROUP,
  rationale:
    "Replicas in the primary's zone die with it, and without automatic failover somebody must promote by hand.",
  link: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html",
  remediation: "Set multiAzEnabled and automaticFailoverEnabled.",
  matches: {
    wellArchitected: ["REL10-BP01", "REL11-BP02"],
    checkov: ["CKV2_AWS_50"],
    securityHub: ["ElastiCache.3"],
  },
  evaluate: ({ inputs }) => [
    ...mustBeOn(inputs.at("multiAzEnabled").boolean()),
    // The Global Datastore that it is a member of sets it for all of them.
    ...(inputs.at("globalReplicationGroupId").state === "absent"
      ? mustBeOn(inputs.at("automaticFailoverEnabled").boolean())
      : []),
  ],
});
