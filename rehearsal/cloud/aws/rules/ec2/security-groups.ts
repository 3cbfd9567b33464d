/** Security groups and their rules. */
import type { AwsChange, AwsRefusalRule } from "../../refusal-rule";
import { weightOfPrefixList } from "../../managed-prefix-lists";
import { docs, ec2ErrorCodes } from "../documentation";
import { isKnown, isSet, number, text } from "../../../values";
import { types } from "../../type-tokens";
import { here, others, output } from "../references";

const rules = [types.ingressRule, types.egressRule];

/** In one direction; the default of the quota. A prefix list counts as many as AWS reserves for it. */
const rulesPerGroup = 60;

/** The four ways to name the other end of a rule. */
const peers = {
  cidrIpv4: "cidr_ipv4",
  cidrIpv6: "cidr_ipv6",
  prefixListId: "prefix_list_id",
  referencedSecurityGroupId: "referenced_security_group_id",
} as const;

export const securityGroups: readonly AwsRefusalRule[] = [
  {
    id: "security-group-name-reserved",
    types: [types.securityGroup],
    when: "plan",
    property: "name",
    link: docs.ec2("CreateSecurityGroup"),
    refuse: ({ inputs }) => {
      const name = text(inputs["name"]);
      if (name === undefined) return undefined;
      if (name.length > 255) return `expected length of name to be in the range (0 - 255), got ${name}`;
      return name.startsWith("sg-") ? `invalid value for name (cannot begin with sg-): ${name}` : undefined;
    },
  },
  {
    id: "duplicate-security-group",
    types: [types.securityGroup],
    when: "apply",
    code: "InvalidGroup.Duplicate",
    link: ec2ErrorCodes,
    refuse: (change) => {
      const [name, vpcId] = [text(change.inputs["name"]), text(change.inputs["vpcId"])];
      if (name === undefined || vpcId === undefined) return undefined;
      const twins = others(change, change.account.having(types.securityGroup, "vpcId", vpcId)).filter(
        (group) => group.outputs["name"] === name,
      );
      return twins.length > 0 ? `The security group '${name}' already exists for VPC '${vpcId}'` : undefined;
    },
  },
  {
    id: "security-group-description-characters",
    types: [types.securityGroup, ...rules],
    when: "apply",
    code: "InvalidParameterValue",
    link: docs.ec2("CreateSecurityGroup"),
    refuse: ({ inputs, type }) => {
      const description = text(inputs["description"]);
      if (description === undefined || /^[a-zA-Z0-9. _\-:/()#,@[\]+=&;{}!$*]{0,255}$/.test(description))
        return undefined;
      return type === types.securityGroup
        ? `Value (${description}) for parameter GroupDescription is invalid. Character sets beyond ASCII are not supported.`
        : "Invalid rule description. Valid descriptions are strings less than 256 characters from the following " +
            "set: a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*";
    },
  },
  {
    id: "security-group-rule-peer",
    types: rules,
    when: "plan",
    property: "cidrIpv4",
    link: docs.ec2("IpPermission"),
    refuse: ({ inputs }) => {
      const given = Object.keys(peers).filter((property) => isSet(inputs[property]));
      // What is not known yet may turn out to be nothing.
      if (given.length === 1 || given.some((property) => !isKnown(inputs[property]))) return undefined;
      return `Exactly one of these attributes must be configured: [${Object.values(peers).join(",")}]`;
    },
  },
  {
    id: "duplicate-security-group-rule",
    types: rules,
    when: "apply",
    code: "InvalidPermission.Duplicate",
    link: ec2ErrorCodes,
    refuse: (change) => {
      const group = text(change.inputs["securityGroupId"]);
      if (group === undefined) return undefined;
      const same = signature(change.inputs);
      const siblings = others(change, change.account.having(change.type, "securityGroupId", group));
      if (!siblings.some(({ outputs }) => signature(outputs) === same)) return undefined;
      return `the specified rule "${same}" already exists`;
    },
  },
  {
    id: "rules-per-security-group",
    types: rules,
    when: "apply",
    code: "RulesPerSecurityGroupLimitExceeded",
    link: "https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html",
    refuse: (change) => {
      const group = text(change.inputs["securityGroupId"]);
      if (group === undefined) return undefined;
      const siblings = others(change, change.account.having(change.type, "securityGroupId", group));
      const count = [change.inputs, ...siblings.map(({ outputs }) => outputs)]
        .map((rule) => weightOfPrefixList(text(rule["prefixListId"]) ?? ""))
        .reduce((sum, weight) => sum + weight, 0);
      return count > rulesPerGroup
        ? "The maximum number of rules per security group has been reached."
        : undefined;
    },
  },
  {
    id: "security-group-of-another-vpc",
    types: rules,
    when: "apply",
    code: "InvalidGroup.NotFound",
    link: ec2ErrorCodes,
    refuse: (change) => {
      const own = vpcOf(change, change.inputs["securityGroupId"]);
      const peer = vpcOf(change, change.inputs["referencedSecurityGroupId"]);
      if (own === undefined || peer === undefined || own === peer || arePeered(change, own, peer))
        return undefined;
      return "You have specified two resources that belong to different networks.";
    },
  },
];

function vpcOf(change: AwsChange, groupId: AwsChange["inputs"][string] | undefined): string | undefined {
  return output(here(change, types.securityGroup, groupId), "vpcId");
}

function arePeered({ account }: AwsChange, one: string, other: string): boolean {
  return [
    ...account.having(types.vpcPeering, "vpcId", one),
    ...account.having(types.vpcPeering, "vpcId", other),
  ].some(({ outputs }) => [one, other].includes(text(outputs["peerVpcId"]) ?? ""));
}

/** What EC2 compares rules by, and how it writes them. */
function signature(rule: AwsChange["inputs"]): string {
  const peer = Object.keys(peers).flatMap((property) => text(rule[property]) ?? [])[0] ?? "";
  const protocol = (text(rule["ipProtocol"]) ?? "").toUpperCase();
  if (protocol === "-1") return `peer: ${peer}, ALL, ALLOW`;
  const port = (property: string) => String(number(rule[property]) ?? "");
  return `peer: ${peer}, ${protocol}, from port: ${port("fromPort")}, to port: ${port("toPort")}, ALLOW`;
}
