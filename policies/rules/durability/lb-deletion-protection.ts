import { resourceRule } from "../../framework/rule";
import { mustBeOn } from "../shared/bounds";
import { LOAD_BALANCER } from "../../resources";

export const lbDeletionProtection = resourceRule({
  id: "lb-deletion-protection",
  title: "A load balancer refuses to be deleted",
  group: "durability",
  severity: "medium",
  level: "mandatory",
  types: LOAD_BALANCER,
  rationale:
    "A deleted load balancer comes back under another name and address: every record and allow list breaks.",
  link: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html",
  remediation: "Set enableDeletionProtection.",
  matches: { checkov: ["CKV_AWS_150"], securityHub: ["ELB.6"] },
  stacks: "lasting",
  evaluate: ({ inputs }) => mustBeOn(inputs.at("enableDeletionProtection").boolean()),
});
