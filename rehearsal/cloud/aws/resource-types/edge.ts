import { createHash } from "node:crypto";
import { textsAt } from "../../wire";
import {
  ACCOUNT,
  uuid,
  type CreationContext,
  type AwsResourceType,
  type AwsResourceTypes,
} from "../resource-type";
import { recordName, withoutDot } from "../record-name";
import { outputText, type AwsAccount } from "../account";

/** Load-balancer resources are known by their ARN. */
function loadBalancing(
  noun: string,
  path: (context: CreationContext) => string,
  more: Partial<AwsResourceType> = {},
): AwsResourceType {
  const arn = (context: CreationContext) =>
    `elasticloadbalancing:${context.region}:${ACCOUNT}:${path(context)}/${context.hex(16)}`;
  return {
    api: ["Elastic Load Balancing v2", noun],
    id: (context) => `arn:aws:${arn(context)}`,
    arn,
    ...more,
  };
}

const shape = (context: CreationContext) => (context.text("loadBalancerType") === "network" ? "net" : "app");

export const edge: AwsResourceTypes = {
  "aws:lb/loadBalancer:LoadBalancer": loadBalancing(
    "LoadBalancer",
    (lb) => `loadbalancer/${shape(lb)}/${lb.text("name")}`,
    {
      autoname: { property: "name", maxLength: 32 },
      lostWithIt: "its name and its addresses are others",
      computed: {
        dnsName,
        zoneId: (lb) => loadBalancerZone(lb.region, shape(lb)),
        arnSuffix: (lb) => lb.arn.replace(/^.*:loadbalancer\//, ""),
        vpcId: (lb, account) => vpcOf(lb, account) ?? "",
        subnets: (lb) => subnetsOf(lb),
        internal: () => false,
        ipAddressType: () => "ipv4",
      },
    },
  ),
  "aws:lb/targetGroup:TargetGroup": loadBalancing(
    "TargetGroup",
    (group) => `targetgroup/${group.text("name")}`,
    {
      autoname: { property: "name", maxLength: 32 },
      computed: { arnSuffix: (group) => group.arn.replace(/^.*:targetgroup/, "targetgroup") },
    },
  ),
  "aws:lb/listener:Listener": loadBalancing("Listener", listenerPath, {}),
  "aws:lb/listenerRule:ListenerRule": loadBalancing("Rule", rulePath, {}),
  "aws:lb/targetGroupAttachment:TargetGroupAttachment": {
    api: ["Elastic Load Balancing v2", "Target"],
    operations: { creating: "RegisterTargets", deleting: "DeregisterTargets" },
    id: (attachment) => `${attachment.text("targetGroupArn")}-${attachment.hex(26)}`,
  },
  "aws:acm/certificate:Certificate": {
    api: ["ACM", "Certificate"],
    id: (certificate) => `arn:aws:acm:${certificate.region}:${ACCOUNT}:certificate/${uuid(certificate)}`,
    arn: (certificate) => `acm:${certificate.region}:${ACCOUNT}:certificate/${uuid(certificate)}`,
    computed: {
      domainValidationOptions: validationOptions,
      status: (certificate) => (isImported(certificate) ? "ISSUED" : "PENDING_VALIDATION"),
      type: (certificate) => (isImported(certificate) ? "IMPORTED" : "AMAZON_ISSUED"),
      notAfter: () => "",
      notBefore: () => "",
      renewalEligibility: () => "INELIGIBLE",
      subjectAlternativeNames: (certificate) => [certificate.text("domainName")],
    },
  },
  "aws:acm/certificateValidation:CertificateValidation": {
    api: ["ACM", "CertificateValidation"],
    id: (validation) => `2026-01-01 00:00:00.000 +0000 UTC ${validation.hex(6)}`,
  },
  "aws:route53/zone:Zone": {
    api: ["Route 53", "HostedZone"],
    id: (zone) => `Z${zone.hex(19).toUpperCase()}`,
    arn: ({ id }) => `route53:::hostedzone/${id}`,
    global: true,
    computed: {
      zoneId: ({ id }) => id,
      nameServers: () =>
        ["com", "net", "org", "co.uk"].map((tld, index) => `ns-${index * 512 + 1}.awsdns-${index}.${tld}`),
      primaryNameServer: () => "ns-1.awsdns-0.com",
    },
  },
  "aws:route53/record:Record": {
    api: ["Route 53", "ResourceRecordSets"],
    operations: {
      creating: "ChangeResourceRecordSets",
      updating: "ChangeResourceRecordSets",
      deleting: "ChangeResourceRecordSets",
    },
    id: (record) =>
      [record.text("zoneId"), record.text("name"), record.text("type"), record.text("setIdentifier")]
        .filter((part) => part !== "")
        .join("_"),
    global: true,
    computed: {
      fqdn: ({ text }, account) => {
        const [zone] = account.withId("aws:route53/zone:Zone", text("zoneId"));
        return recordName(text("name"), withoutDot(outputText(zone, "name") ?? ""));
      },
    },
  },
  "aws:route53/healthCheck:HealthCheck": {
    api: ["Route 53", "HealthCheck"],
    id: uuid,
    arn: ({ id }) => `route53:::healthcheck/${id}`,
    global: true,
  },
};

function dnsName(lb: CreationContext): string {
  const host = `${lb.inputs["internal"] === true ? "internal-" : ""}${lb.text("name")}`;
  return shape(lb) === "net"
    ? `${host}-${lb.hex(16, "dns")}.elb.${lb.region}.amazonaws.com`
    : `${host}-${parseInt(lb.hex(8, "dns"), 16)}.${lb.region}.elb.amazonaws.com`;
}

/** Load balancers of a kind share a zone in each region. */
function loadBalancerZone(region: string, kind: string): string {
  return `Z${createHash("sha256").update(`${region} ${kind}`).digest("hex").slice(0, 13).toUpperCase()}`;
}

function subnetsOf({ inputs }: CreationContext): string[] {
  return [...textsAt(inputs, "subnets"), ...textsAt(inputs, "subnetMappings.subnetId")];
}

/** Of a VPC that others made the account has no subnets; its security groups are of the same VPC. */
function vpcOf(lb: CreationContext, account: AwsAccount): string | undefined {
  const placed = (type: string, ids: readonly string[]) =>
    outputText(ids.flatMap((id) => account.withId(type, id))[0], "vpcId");
  return (
    placed("aws:ec2/subnet:Subnet", subnetsOf(lb)) ??
    placed("aws:ec2/securityGroup:SecurityGroup", textsAt(lb.inputs, "securityGroups"))
  );
}

/** `listener/app/<load balancer>/<its id>`: a listener's ARN begins as its load balancer's does. */
function listenerPath(listener: CreationContext): string {
  return listener.text("loadBalancerArn").replace(/^.*:loadbalancer\//, "listener/") || "listener";
}

/** `listener-rule/app/<load balancer>/<its id>/<listener's id>`: a rule's ARN goes on from its listener's. */
function rulePath(rule: CreationContext): string {
  return rule.text("listenerArn").replace(/^.*:listener\//, "listener-rule/") || "listener-rule";
}

function isImported({ inputs }: CreationContext): boolean {
  return inputs["privateKey"] !== undefined;
}

/** ACM asks for the same record in every region of an account, and for a name and its wildcard alike. */
function validationOptions(certificate: CreationContext) {
  const alternatives = certificate.inputs["subjectAlternativeNames"];
  const names = [
    certificate.text("domainName"),
    ...(Array.isArray(alternatives) ? (alternatives as string[]) : []),
  ];
  return [...new Set(names)].map((domainName) => {
    const apex = domainName.replace(/^\*\./, "");
    const token = Buffer.from(`${ACCOUNT} ${apex}`).toString("hex").slice(0, 32);
    return {
      domainName,
      resourceRecordName: `_${token}.${apex}.`,
      resourceRecordType: "CNAME",
      resourceRecordValue: `_${Buffer.from(token).reverse().toString()}.acm-validations.aws.`,
    };
  });
}
