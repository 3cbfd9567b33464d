import { ACCOUNT, uuid, type Birth, type Kind, type Kinds } from "../kind";

/** Load-balancer resources are known by their ARN. */
function loadBalancing(noun: string, path: (birth: Birth) => string, more: Partial<Kind> = {}): Kind {
  const arn = (birth: Birth) =>
    `elasticloadbalancing:${birth.region}:${ACCOUNT}:${path(birth)}/${birth.hex(16)}`;
  return {
    api: ["Elastic Load Balancing v2", noun],
    id: (birth) => `arn:aws:${arn(birth)}`,
    arn,
    replaceOn: [],
    ...more,
  };
}

const shape = (birth: Birth) => (birth.text("loadBalancerType") === "network" ? "net" : "app");

export const edge: Kinds = {
  "aws:lb/loadBalancer:LoadBalancer": loadBalancing(
    "LoadBalancer",
    (lb) => `loadbalancer/${shape(lb)}/${lb.text("name")}`,
    {
      autoname: { property: "name", maxLength: 32 },
      replaceOn: ["name", "internal", "loadBalancerType"],
      computed: {
        dnsName: (lb) => `${lb.text("name")}-${lb.hex(10, "dns")}.${lb.region}.elb.amazonaws.com`,
        zoneId: (lb) => `Z${lb.hex(13, `${lb.region} ${shape(lb)}`).toUpperCase()}`,
        arnSuffix: (lb) => lb.arn.replace(/^.*:loadbalancer\//, ""),
        vpcId: (lb) => `vpc-0${lb.hex(16, "vpc")}`,
        ipAddressType: () => "ipv4",
      },
    },
  ),
  "aws:lb/targetGroup:TargetGroup": loadBalancing(
    "TargetGroup",
    (group) => `targetgroup/${group.text("name")}`,
    {
      autoname: { property: "name", maxLength: 32 },
      replaceOn: ["name", "port", "protocol", "targetType", "vpcId", "protocolVersion"],
      computed: { arnSuffix: (group) => group.arn.replace(/^.*:targetgroup/, "targetgroup") },
    },
  ),
  "aws:lb/listener:Listener": loadBalancing("Listener", (listener) => `listener/${listener.hex(8, "lb")}`, {
    replaceOn: ["loadBalancerArn"],
  }),
  "aws:lb/targetGroupAttachment:TargetGroupAttachment": {
    api: ["Elastic Load Balancing v2", "Target"],
    id: (attachment) => `${attachment.text("targetGroupArn")}-${attachment.hex(26)}`,
    replaceOn: ["targetGroupArn", "targetId", "port", "availabilityZone"],
  },
  "aws:acm/certificate:Certificate": {
    api: ["ACM", "Certificate"],
    id: (certificate) => `arn:aws:acm:${certificate.region}:${ACCOUNT}:certificate/${uuid(certificate)}`,
    arn: (certificate) => `acm:${certificate.region}:${ACCOUNT}:certificate/${uuid(certificate)}`,
    replaceOn: ["domainName", "subjectAlternativeNames", "validationMethod", "keyAlgorithm"],
    computed: {
      domainValidationOptions: validationOptions,
      status: () => "PENDING_VALIDATION",
      type: () => "AMAZON_ISSUED",
      subjectAlternativeNames: (certificate) => [certificate.text("domainName")],
    },
  },
  "aws:acm/certificateValidation:CertificateValidation": {
    api: ["ACM", "CertificateValidation"],
    id: (validation) => `2026-01-01 00:00:00.000 +0000 UTC ${validation.hex(6)}`,
    replaceOn: ["certificateArn", "validationRecordFqdns"],
  },
  "aws:route53/zone:Zone": {
    api: ["Route 53", "HostedZone"],
    id: (zone) => `Z${zone.hex(19).toUpperCase()}`,
    arn: ({ id }) => `route53:::hostedzone/${id}`,
    replaceOn: ["name", "delegationSetId"],
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
    id: (record) =>
      [record.text("zoneId"), record.text("name"), record.text("type"), record.text("setIdentifier")]
        .filter((part) => part !== "")
        .join("_"),
    replaceOn: ["zoneId", "name", "type", "setIdentifier"],
    global: true,
    computed: { fqdn: ({ text }) => text("name") },
  },
  "aws:route53/healthCheck:HealthCheck": {
    api: ["Route 53", "HealthCheck"],
    id: uuid,
    arn: ({ id }) => `route53:::healthcheck/${id}`,
    replaceOn: ["type", "requestInterval", "measureLatency", "referenceName"],
    global: true,
  },
};

/** ACM asks for the same record in every region of an account, and for a name and its wildcard alike. */
function validationOptions(certificate: Birth) {
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
      resourceRecordValue: `_${[...token].reverse().join("")}.acm-validations.aws.`,
    };
  });
}
