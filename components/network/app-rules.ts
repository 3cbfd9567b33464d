import type * as pulumi from "@pulumi/pulumi";
import { type EgressRule, everywhere, opensHttpsEverywhere } from "../kit/egress";
import type { AdditionalPort } from "../kit/contract";
import { httpsPort } from "../kit/ports";

/** One rule of the application's security group; `role` is its name among the firewall's, which is its identity. */
export interface AppRule {
  readonly role: string;
  readonly inputs: {
    readonly ipProtocol: string;
    readonly fromPort: number;
    readonly toPort: number;
    readonly description: string;
    readonly cidrIpv4?: string;
    readonly prefixListId?: pulumi.Input<string>;
    readonly referencedSecurityGroupId?: pulumi.Input<string>;
  };
}

/** Such as `internet-443`, `10.0.0.0-8-5671`, `internet-udp-123`. */
function roleOf(block: string, { protocol, port }: Pick<EgressRule, "protocol" | "port">): string {
  const place = block === everywhere ? "internet" : block.replace("/", "-");
  return `${place}-${protocol === "tcp" ? "" : `${protocol}-`}${port}`;
}

/** A block that is listed twice is one rule: two of one name the engine refuses ("Duplicate resource URN"). */
const eachOnce = (blocks: readonly string[]) => [...new Set(blocks)];

/** A rule for each block of each permission to connect. */
export function egressRules(rules: readonly EgressRule[]): readonly AppRule[] {
  return rules.flatMap((rule) =>
    eachOnce(rule.cidrBlocks).map((block) => ({
      role: `app-to-${roleOf(block, rule)}`,
      inputs: {
        ipProtocol: rule.protocol,
        fromPort: rule.port,
        toPort: rule.port,
        description: rule.description,
        cidrIpv4: block,
      },
    })),
  );
}

/** HTTPS to the endpoints of AWS's services, where no rule opens it to everywhere already. */
export function endpointRules({
  egress,
  endpoints: { prefixListIds, securityGroupId },
}: {
  readonly egress: readonly EgressRule[];
  readonly endpoints: {
    readonly prefixListIds: Readonly<Record<string, pulumi.Input<string>>>;
    readonly securityGroupId?: pulumi.Input<string> | undefined;
  };
}): readonly AppRule[] {
  if (opensHttpsEverywhere(egress)) return [];
  const to = (role: string, peer: Pick<AppRule["inputs"], "prefixListId" | "referencedSecurityGroupId">) => ({
    role: `app-to-${role}`,
    inputs: { ipProtocol: "tcp", fromPort: httpsPort, toPort: httpsPort, description: role, ...peer },
  });
  return [
    ...Object.entries(prefixListIds).map(([service, prefixListId]) => to(service, { prefixListId })),
    ...(securityGroupId === undefined
      ? []
      : [to("interface-endpoints", { referencedSecurityGroupId: securityGroupId })]),
  ];
}

/** A rule for each block that may connect to each further port. */
export function portRules(ports: Readonly<Record<string, AdditionalPort>>): readonly AppRule[] {
  return Object.entries(ports).flatMap(([name, port]) =>
    eachOnce(port.cidrBlocks).map((block) => ({
      role: `app-${name}-from-${roleOf(block, port)}`,
      inputs: {
        ipProtocol: port.protocol,
        fromPort: port.port,
        toPort: port.port,
        description: `${name} of the application`,
        cidrIpv4: block,
      },
    })),
  );
}
