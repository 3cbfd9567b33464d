/** Load balancers, their listeners and target groups. */
import type { CloudObject } from "../../../store";
import { textsAt, type Props } from "../../../wire";
import type { AwsAccount } from "../../account";
import type { AwsChange, AwsRefusalRule } from "../../refusal-rule";
import { docs } from "../documentation";
import { block, named, number, text, texts } from "../../../values";
import { types } from "../../type-tokens";
import { here, others, output, regionOfArn, subnets } from "../references";

const secure = ["HTTPS", "TLS"];

export const loadBalancers: readonly AwsRefusalRule[] = [
  {
    id: "application-load-balancer-in-one-zone",
    types: [types.loadBalancer],
    when: "apply",
    code: "ValidationError",
    link: docs.loadBalancing("CreateLoadBalancer"),
    refuse: (change) => {
      if ((text(change.inputs["loadBalancerType"]) ?? "application") !== "application") return undefined;
      const ids = subnetsOf(change);
      const known = subnets(change.account, ids);
      // A subnet that was there before may be anywhere.
      if (ids.length === 0 || known.length < ids.length) return undefined;
      return new Set(known.map(({ zone }) => zone)).size >= 2
        ? undefined
        : "At least two subnets in two different Availability Zones must be specified";
    },
  },
  {
    id: "load-balancer-twice-in-a-zone",
    types: [types.loadBalancer],
    when: "apply",
    code: "InvalidConfigurationRequest",
    link: docs.loadBalancing("CreateLoadBalancer"),
    refuse: (change) => {
      const zones = subnets(change.account, subnetsOf(change)).map(({ zone }) => zone);
      return new Set(zones).size === zones.length
        ? undefined
        : "A load balancer cannot be attached to multiple subnets in the same Availability Zone";
    },
  },
  {
    id: "load-balancer-in-two-vpcs",
    types: [types.loadBalancer],
    when: "apply",
    code: "InvalidConfigurationRequest",
    link: docs.loadBalancing("CreateLoadBalancer"),
    refuse: (change) => {
      const vpcs = subnets(change.account, subnetsOf(change)).map(({ vpcId }) => vpcId);
      return new Set(vpcs).size <= 1 ? undefined : "All subnets must belong to the same VPC";
    },
  },
  {
    id: "load-balancer-security-group-of-another-vpc",
    types: [types.loadBalancer],
    when: "apply",
    code: "InvalidConfigurationRequest",
    link: docs.loadBalancing("CreateLoadBalancer"),
    refuse: (change) => {
      const [first] = subnets(change.account, subnetsOf(change));
      const stray = texts(change.inputs["securityGroups"]).find((id) => {
        const vpc = output(here(change, types.securityGroup, id), "vpcId");
        return vpc !== undefined && first?.vpcId !== undefined && vpc !== first.vpcId;
      });
      if (stray === undefined) return undefined;
      return `Security group "${stray}" does not belong to VPC "${named(first?.vpcId)}"`;
    },
  },
  {
    id: "internet-facing-without-internet-gateway",
    types: [types.loadBalancer],
    when: "apply",
    code: "InvalidSubnet",
    link: docs.loadBalancing("CreateLoadBalancer"),
    refuse: (change) => {
      if (change.inputs["internal"] === true) return undefined;
      const [vpcId] = subnets(change.account, subnetsOf(change)).flatMap((subnet) => subnet.vpcId ?? []);
      if (vpcId === undefined || !here(change, types.vpc, vpcId)) return undefined;
      const attached = change.account.having(types.internetGateway, "vpcId", vpcId).length > 0;
      return attached ? undefined : `VPC ${vpcId} has no internet gateway`;
    },
  },
  {
    id: "secure-listener-without-certificate",
    types: [types.listener],
    when: "apply",
    code: "ValidationError",
    link: docs.loadBalancing("CreateListener"),
    refuse: ({ inputs }) => {
      const protocol = named(inputs["protocol"]);
      if (!secure.includes(protocol) || inputs["certificateArn"] !== undefined) return undefined;
      return `A certificate must be specified for ${protocol} listeners`;
    },
  },
  {
    id: "certificate-not-issued",
    types: [types.listener],
    when: "apply",
    code: "UnsupportedCertificate",
    link: "https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html",
    refuse: ({ account, inputs }) => {
      const arn = named(inputs["certificateArn"]);
      const certificate = account.byArn(arn);
      if (certificate?.type !== types.certificate || certificate.outputs["privateKey"] !== undefined)
        return undefined;
      const issued = account.having(types.certificateValidation, "certificateArn", arn).length > 0;
      if (issued) return undefined;
      return (
        `The certificate '${arn}' must have a fully-qualified domain name, a supported signature, and a ` +
        "supported key size."
      );
    },
  },
  {
    id: "listener-port-taken",
    types: [types.listener],
    when: "apply",
    code: "DuplicateListener",
    link: docs.loadBalancing("CreateListener"),
    refuse: (change) => {
      const [arn, port] = [text(change.inputs["loadBalancerArn"]), number(change.inputs["port"])];
      if (arn === undefined || port === undefined) return undefined;
      const taken = others(change, change.account.having(types.listener, "loadBalancerArn", arn)).some(
        ({ outputs }) => number(outputs["port"]) === port,
      );
      return taken ? `A listener already exists on this port for this load balancer '${arn}'` : undefined;
    },
  },
  {
    id: "listener-protocol-of-the-other-kind",
    types: [types.listener],
    when: "apply",
    code: "ValidationError",
    link: docs.loadBalancing("CreateListener"),
    refuse: ({ inputs }) => {
      const [, kind = ""] = /:loadbalancer\/(app|net)\//.exec(named(inputs["loadBalancerArn"])) ?? [];
      const allowed = { app: ["HTTP", "HTTPS"], net: ["TCP", "TLS", "UDP", "TCP_UDP"] }[kind];
      const protocol = text(inputs["protocol"]);
      if (!allowed || protocol === undefined || allowed.includes(protocol)) return undefined;
      return `Listener protocol '${protocol}' must be one of '${allowed.join(", ")}'`;
    },
  },
  {
    id: "target-group-of-another-vpc",
    types: [types.listener],
    when: "apply",
    code: "InvalidConfigurationRequest",
    link: docs.loadBalancing("CreateListener"),
    refuse: ({ account, inputs }) => {
      const loadBalancer = account.byArn(named(inputs["loadBalancerArn"]));
      const vpc = output(loadBalancer, "vpcId");
      const stray = defaultTargets(inputs).find((arn) => {
        const theirs = output(account.byArn(arn), "vpcId");
        // Of a network that is not of this account the VPC is not known.
        return vpc !== undefined && vpc !== "" && theirs !== undefined && theirs !== vpc;
      });
      if (stray === undefined) return undefined;
      return `Target group '${stray}' is in a different VPC than load balancer '${named(inputs["loadBalancerArn"])}'`;
    },
  },
  {
    id: "target-group-of-another-load-balancer",
    types: [types.listener],
    when: "apply",
    code: "TargetGroupAssociationLimit",
    link: docs.loadBalancing("CreateListener"),
    refuse: (change) => {
      const own = text(change.inputs["loadBalancerArn"]);
      const shared = defaultTargets(change.inputs).find((arn) =>
        others(change, sendersTo(change.account, arn)).some(
          ({ outputs }) => own !== undefined && text(outputs["loadBalancerArn"]) !== own,
        ),
      );
      if (shared === undefined) return undefined;
      return `The following target groups cannot be associated with more than one load balancer: ${shared}`;
    },
  },
  {
    id: "health-check-longer-than-its-interval",
    types: [types.targetGroup],
    when: "apply",
    code: "ValidationError",
    link: docs.loadBalancing("CreateTargetGroup"),
    refuse: ({ inputs }) => {
      const check = block(inputs["healthCheck"]);
      const [interval, timeout] = [number(check["interval"]), number(check["timeout"])];
      if (interval === undefined || timeout === undefined || interval > timeout) return undefined;
      return "Health check interval must be greater than the timeout.";
    },
  },
  {
    id: "load-balancer-target-without-listener",
    types: [types.targetGroupAttachment],
    when: "apply",
    code: "InvalidTarget",
    link: "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/application-load-balancer-target.html",
    refuse: ({ account, inputs, region }) => {
      const target = named(inputs["targetId"]);
      if (regionOfArn(target) !== region || account.byArn(target)?.type !== types.loadBalancer)
        return undefined;
      const group = account.byArn(named(inputs["targetGroupArn"]));
      const port = number(inputs["port"]) ?? number(group?.outputs["port"]);
      const listening = account
        .having(types.listener, "loadBalancerArn", target)
        .some(({ outputs }) => number(outputs["port"]) === port);
      if (listening || port === undefined) return undefined;
      return (
        `The Application Load Balancer '${target}' has no listener on port ${port}; the target must have a ` +
        "listener on the port of the target group"
      );
    },
  },
];

/** Where a listener's default action names the groups it sends to: alone, or by weight. */
const targetPaths = ["defaultActions.targetGroupArn", "defaultActions.forward.targetGroups.arn"];

function defaultTargets(inputs: Props): string[] {
  return targetPaths.flatMap((path) => textsAt(inputs, path));
}

function sendersTo(account: AwsAccount, targetGroupArn: string): CloudObject[] {
  return targetPaths.flatMap((path) => account.having(types.listener, path, targetGroupArn));
}

function subnetsOf({ inputs }: AwsChange): string[] {
  return [...texts(inputs["subnets"]), ...textsAt(inputs, "subnetMappings.subnetId")];
}
