/** Route 53 record sets. */
import type { Props } from "../../../wire";
import type { AwsRefusalRule } from "../../refusal-rule";
import { docs } from "../documentation";
import { withoutDot } from "../../record-name";
import { fqdn, rrset, siblings, zoneName } from "./record-sets";
import { blocks, isKnown, isSet, named, text } from "../../../values";
import { types } from "../../type-tokens";

const page = docs.route53("ChangeResourceRecordSets");

/** Policies that let several record sets have one name and type. */
const routing = [
  "failoverRoutingPolicies",
  "geolocationRoutingPolicies",
  "geoproximityRoutingPolicy",
  "latencyRoutingPolicies",
  "weightedRoutingPolicies",
  "cidrRoutingPolicy",
  "multivalueAnswerRoutingPolicy",
];

export const records: readonly AwsRefusalRule[] = [
  {
    id: "routing-policy-without-identifier",
    types: [types.record],
    when: "plan",
    property: "setIdentifier",
    link: docs.route53("ResourceRecordSet"),
    refuse: ({ inputs }) => {
      const policy = routing.find((property) => isKnown(inputs[property]));
      if (policy === undefined || isSet(inputs["setIdentifier"])) return undefined;
      return `"${policy}": all of \`${policy},setIdentifier\` must be specified`;
    },
  },
  {
    id: "alias-with-records",
    types: [types.record],
    when: "plan",
    property: "aliases",
    link: docs.route53("AliasTarget"),
    refuse: ({ inputs }) => {
      if (!isKnown(inputs["aliases"])) return undefined;
      const conflict = ["records", "ttl"].find((property) => isKnown(inputs[property]));
      return conflict && `"alias": conflicts with ${conflict}`;
    },
  },
  {
    id: "duplicate-record",
    types: [types.record],
    when: "apply",
    code: "InvalidChangeBatch",
    link: page,
    refuse: (change) => {
      if (change.inputs["allowOverwrite"] === true) return undefined;
      const identifier = text(change.inputs["setIdentifier"]);
      const twin = siblings(change).find(
        ({ outputs }) =>
          outputs["type"] === change.inputs["type"] && text(outputs["setIdentifier"]) === identifier,
      );
      if (!twin) return undefined;
      const set = identifier === undefined ? "" : `, set identifier='${identifier}'`;
      return (
        `[Tried to create resource record set [name='${fqdn(change)}.', type='${named(change.inputs["type"])}'` +
        `${set}] but it already exists]`
      );
    },
  },
  {
    id: "two-records-of-one-failover-role",
    types: [types.record],
    when: "apply",
    code: "InvalidChangeBatch",
    link: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values-failover.html",
    refuse: (change) => {
      const role = failoverRole(change.inputs);
      const twin = siblings(change).find(
        ({ outputs }) =>
          role !== undefined && outputs["type"] === change.inputs["type"] && failoverRole(outputs) === role,
      );
      if (!twin || role === undefined) return undefined;
      return (
        `[${rrset(change)} marked as ${role.toLowerCase()} cannot be created because an RRSet marked as ` +
        `${role.toLowerCase()} with the same name and type already exists.]`
      );
    },
  },
  {
    id: "failover-record-beside-a-plain-one",
    types: [types.record],
    when: "apply",
    code: "InvalidChangeBatch",
    link: docs.route53("ResourceRecordSet"),
    refuse: (change) => {
      const role = failoverRole(change.inputs);
      const other = siblings(change).find(
        ({ outputs }) =>
          outputs["type"] === change.inputs["type"] &&
          (failoverRole(outputs) === undefined) !== (role === undefined),
      );
      if (!other) return undefined;
      return role === undefined
        ? `[${rrset(change)} cannot be created as other RRSets exist with the same name and type.]`
        : `[${rrset(change)} marked as ${role.toLowerCase()} cannot be created because a non-failover RRSet ` +
            "with the same name and type already exists.]";
    },
  },
  {
    id: "primary-without-health-check",
    types: [types.record],
    when: "apply",
    code: "InvalidChangeBatch",
    link: docs.route53("ResourceRecordSet"),
    refuse: ({ inputs }) => {
      if (failoverRole(inputs) !== "PRIMARY" || isSet(inputs["aliases"]) || isSet(inputs["healthCheckId"]))
        return undefined;
      return "[A non-alias primary ResourceRecordSet must have an associated health check.]";
    },
  },
  {
    id: "alias-of-another-kind-of-zone",
    types: [types.record],
    when: "apply",
    code: "InvalidChangeBatch",
    link: docs.route53("AliasTarget"),
    refuse: ({ account, inputs }) => {
      const stray = blocks(inputs["aliases"]).find(({ name, zoneId }) => {
        const [target] = account.having(types.loadBalancer, "dnsName", named(name));
        return target !== undefined && text(zoneId) !== target.outputs["zoneId"];
      });
      if (!stray) return undefined;
      return (
        `[Tried to create an alias that targets ${named(stray["name"])}., type ${named(inputs["type"])} in zone ` +
        `${named(stray["zoneId"])}, but the alias target name does not lie within the target zone]`
      );
    },
  },
  {
    id: "alias-of-a-record-that-does-not-exist",
    types: [types.record],
    when: "apply",
    code: "InvalidChangeBatch",
    link: docs.route53("AliasTarget"),
    refuse: ({ account, inputs }) => {
      const dangling = blocks(inputs["aliases"]).find(({ name, zoneId }) => {
        if (text(zoneId) === undefined || zoneId !== inputs["zoneId"]) return false;
        if (account.withId(types.hostedZone, named(zoneId)).length === 0) return false;
        return !account
          .having(types.record, "zoneId", named(zoneId))
          .some(
            ({ outputs }) =>
              outputs["fqdn"] === withoutDot(named(name)) && outputs["type"] === inputs["type"],
          );
      });
      if (!dangling) return undefined;
      return (
        `[Tried to create an alias that targets ${withoutDot(named(dangling["name"]))}., type ` +
        `${named(inputs["type"])} in zone ${named(dangling["zoneId"])}, but that target was not found]`
      );
    },
  },
  {
    id: "cname-at-apex",
    types: [types.record],
    when: "apply",
    code: "InvalidChangeBatch",
    link: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html",
    refuse: (change) => {
      const apex = zoneName(change);
      if (change.inputs["type"] !== "CNAME" || apex === undefined || fqdn(change) !== apex) return undefined;
      return `[RRSet of type CNAME with DNS name ${apex}. is not permitted at apex in zone ${apex}.]`;
    },
  },
  {
    id: "cname-beside-others",
    types: [types.record],
    when: "apply",
    code: "InvalidChangeBatch",
    link: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html",
    refuse: (change) => {
      const { type } = change.inputs;
      const conflict = siblings(change).find(
        ({ outputs }) => outputs["type"] !== type && [outputs["type"], type].includes("CNAME"),
      );
      if (!conflict) return undefined;
      const zone = zoneName(change) ?? "";
      const set = `RRSet of type ${named(type)} with DNS name ${fqdn(change)}. is not permitted`;
      return type === "CNAME"
        ? `[${set} as it conflicts with other records with the same DNS name in zone ${zone}.]`
        : `[${set} because a conflicting RRSet of type CNAME with the same DNS name already exists in zone ${zone}.]`;
    },
  },
];

function failoverRole(record: Props): string | undefined {
  return text(blocks(record["failoverRoutingPolicies"])[0]?.["type"]);
}
