/** Route 53 record sets of one name, of which Route 53 chooses one. */
import type { CloudObject } from "../../../store";
import type { Props } from "../../../wire";
import type { AwsChange, AwsRefusalRule } from "../../refusal-rule";
import { docs } from "../documentation";
import { rrset, siblings } from "./record-sets";
import { blocks, isSet, named, number, text } from "../../../values";
import { types } from "../../type-tokens";

/** Failover records have rules of their own, in the words that Route 53 has for them. */
const policies = [
  "weightedRoutingPolicies",
  "latencyRoutingPolicies",
  "geolocationRoutingPolicies",
  "geoproximityRoutingPolicy",
  "cidrRoutingPolicy",
  "multivalueAnswerRoutingPolicy",
];

export const routingPolicies: readonly AwsRefusalRule[] = [
  {
    id: "routing-of-two-kinds",
    types: [types.record],
    when: "apply",
    code: "InvalidChangeBatch",
    link: docs.route53("ResourceRecordSet"),
    refuse: (change) => {
      if (isSet(change.inputs["failoverRoutingPolicies"])) return undefined;
      const other = twins(change).find(
        ({ outputs }) =>
          !isSet(outputs["failoverRoutingPolicies"]) && policyOf(outputs) !== policyOf(change.inputs),
      );
      return (
        other && `[${rrset(change)} cannot be created as other RRSets exist with the same name and type.]`
      );
    },
  },
  {
    id: "latency-region-twice",
    types: [types.record],
    when: "apply",
    code: "InvalidChangeBatch",
    link: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values-latency.html",
    refuse: (change) => {
      const region = latencyRegion(change.inputs);
      const twin = twins(change).find(
        ({ outputs }) => region !== undefined && latencyRegion(outputs) === region,
      );
      if (!twin || region === undefined) return undefined;
      return (
        `[${rrset(change)} and region ${region} cannot be created because a latency RRSet with the same name, type ` +
        "and region already exists.]"
      );
    },
  },
  {
    id: "record-weight",
    types: [types.record],
    when: "apply",
    code: "InvalidInput",
    link: docs.route53("ResourceRecordSet"),
    refuse: ({ inputs }) => {
      const weight = number(blocks(inputs["weightedRoutingPolicies"])[0]?.["weight"]);
      if (weight === undefined || weight <= 255) return undefined;
      return (
        `1 validation error detected: Value '${weight}' at 'changeBatch.changes.1.member.resourceRecordSet.weight' ` +
        "failed to satisfy constraint: Member must have value less than or equal to 255"
      );
    },
  },
  {
    id: "alias-of-distribution-evaluates-health",
    types: [types.record],
    when: "apply",
    code: "InvalidChangeBatch",
    link: docs.route53("AliasTarget"),
    refuse: ({ account, inputs }) => {
      const alias = blocks(inputs["aliases"]).find(
        ({ name, evaluateTargetHealth }) =>
          evaluateTargetHealth === true &&
          account.having(types.distribution, "domainName", named(name)).length > 0,
      );
      return (
        alias &&
        `[Tried to create an alias that targets ${named(alias["name"])}., type ${named(inputs["type"])} in zone ` +
          `${named(alias["zoneId"])}, but EvaluateTargetHealth can't be true when the alias target is a CloudFront distribution]`
      );
    },
  },
];

/** Other record sets of the same name and type. */
function twins(change: AwsChange): CloudObject[] {
  return siblings(change).filter(({ outputs }) => outputs["type"] === change.inputs["type"]);
}

function policyOf(record: Props): string | undefined {
  return policies.find((policy) => isSet(record[policy]));
}

function latencyRegion(record: Props): string | undefined {
  return text(blocks(record["latencyRoutingPolicies"])[0]?.["region"]);
}
