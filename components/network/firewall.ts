import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { Component } from "../kit/component";
import type { AdditionalPort } from "../kit/contract";
import type { EgressRule } from "../kit/egress";
import { egressRules, endpointRules, portRules } from "./app-rules";
import { type Flow, flows, type FlowsArgs, type Tier, tiers } from "./flows";

export interface FirewallArgs extends FlowsArgs {
  readonly vpcId: pulumi.Input<string>;
  /**
   * The application's group where something else made it, as EKS does for a cluster. Its egress is
   * then not managed here. @default one is made
   */
  readonly appSecurityGroupId?: pulumi.Input<string>;
  /** What the application may connect to beside its stores; ignored where its group is managed elsewhere. */
  readonly egress: readonly EgressRule[];
  /** Endpoints of AWS's services in this VPC, which the application may reach whatever `egress` says. */
  readonly endpoints: {
    /** Of the gateway endpoints: the prefix lists that lead to them. */
    readonly prefixListIds: Readonly<Record<string, pulumi.Input<string>>>;
    /** Of the interface endpoints. @default there are none */
    readonly securityGroupId?: pulumi.Input<string> | undefined;
  };
  /** Ports of the application beside `appPort`, by name. */
  readonly appPorts: Readonly<Record<string, AdditionalPort>>;
}

const descriptions: Readonly<Record<Tier, string>> = {
  networkLoadBalancer: "Network load balancer",
  loadBalancer: "Application load balancer",
  healthChecks: "Load balancer, for health checks",
  app: "Application instances",
  databaseProxy: "Database proxy",
  database: "Database",
  cache: "Cache",
};

/**
 * One security group a tier, and between them only the flows listed above: group to group, so that an address
 * that is reused by something else gains nothing. Only the load balancers are open to the internet, and behind a
 * distribution not even those.
 */
export class Firewall extends Component {
  /** By tier; asking for the group of a tier that the platform does not have is refused. */
  readonly securityGroupIds: SecurityGroupIds;

  /** @throws {pulumi.ResourceError} when `appPort` is no TCP port. */
  constructor(name: string, args: FirewallArgs, opts?: pulumi.ComponentResourceOptions) {
    super("network:Firewall", name, opts);
    this.require(
      Number.isInteger(args.appPort) && args.appPort >= 1 && args.appPort <= 65535,
      `appPort must be a whole number from 1 to 65535, got ${args.appPort}; give the port the application listens on`,
    );

    const permitted = flows(args);
    const group = (tier: Tier): pulumi.Output<string> =>
      new aws.ec2.SecurityGroup(
        this.childName(tier),
        { vpcId: args.vpcId, description: descriptions[tier], tags: { Name: this.childName(tier) } },
        this.child(),
      ).id;
    const used = tiers.filter((tier) => permitted.some(({ from, to }) => from === tier || to === tier));
    const ids = Object.fromEntries(
      used.map((tier) => [
        tier,
        tier === "app" && args.appSecurityGroupId !== undefined
          ? pulumi.output(args.appSecurityGroupId)
          : group(tier),
      ]),
    );
    this.securityGroupIds = new SecurityGroupIds(ids, (tier): never => {
      this.require(
        false,
        `securityGroupIds.${tier} was asked for, but the platform has no ${tier}; see FirewallArgs`,
      );
    });
    for (const flow of permitted) this.#permit(flow, ids, args.clients);
    this.#openApp(args, this.securityGroupIds.app);

    this.registerOutputs({ securityGroupIds: ids });
  }

  /** What the application may reach beside its stores, and who may reach its further ports. */
  #openApp(args: FirewallArgs, securityGroupId: pulumi.Output<string>): void {
    for (const { role, inputs } of portRules(args.appPorts)) {
      const name = this.childName(role);
      new aws.vpc.SecurityGroupIngressRule(name, { ...inputs, securityGroupId }, this.child());
    }
    if (args.appSecurityGroupId !== undefined) return;
    for (const { role, inputs } of [...egressRules(args.egress), ...endpointRules(args)]) {
      const name = this.childName(role);
      new aws.vpc.SecurityGroupEgressRule(name, { ...inputs, securityGroupId }, this.child());
    }
  }

  /** Opens both ends of a flow; the internet's end is not ours to open. */
  #permit({ from, to, port, description }: Flow, ids: Groups, clients: FirewallArgs["clients"]): void {
    const name = this.childName(`${from}-to-${to}-${port}`);
    const rule = { ipProtocol: "tcp", fromPort: port, toPort: port, description };
    const [source, target] = [ids[from], ids[to]];
    const prefixListId = from === "distributions" || from === "healthCheckers" ? clients?.[from] : undefined;
    if (target) {
      new aws.vpc.SecurityGroupIngressRule(
        name,
        {
          ...rule,
          securityGroupId: target,
          ...(prefixListId === undefined ? peer(source) : { prefixListId }),
        },
        this.child(),
      );
    }
    if (source) {
      new aws.vpc.SecurityGroupEgressRule(
        name,
        { ...rule, securityGroupId: source, ...peer(target) },
        this.child(),
      );
    }
  }
}

type Groups = Readonly<Record<string, pulumi.Output<string> | undefined>>;

/** Security groups by tier: nothing that connects to a store can be built for a platform without that store. */
class SecurityGroupIds {
  readonly #ids: Groups;
  readonly #refuse: (tier: Tier) => never;

  constructor(ids: Groups, refuse: (tier: Tier) => never) {
    this.#ids = ids;
    this.#refuse = refuse;
  }

  /** None where `loadBalancerKind` has no such load balancer. */
  get networkLoadBalancer(): pulumi.Output<string> | undefined {
    return this.#ids["networkLoadBalancer"];
  }

  /** None where `loadBalancerKind` has no such load balancer. */
  get loadBalancer(): pulumi.Output<string> | undefined {
    return this.#ids["loadBalancer"];
  }

  /** None where everybody may reach the load balancers. */
  get healthChecks(): pulumi.Output<string> | undefined {
    return this.#ids["healthChecks"];
  }

  get app(): pulumi.Output<string> {
    return this.#of("app");
  }

  get databaseProxy(): pulumi.Output<string> {
    return this.#of("databaseProxy");
  }

  get database(): pulumi.Output<string> {
    return this.#of("database");
  }

  get cache(): pulumi.Output<string> {
    return this.#of("cache");
  }

  #of(tier: Tier): pulumi.Output<string> {
    const id = this.#ids[tier];
    return id ?? this.#refuse(tier);
  }
}

/** The other end of a rule: a security group, or the whole IPv4 internet. */
function peer(group: pulumi.Output<string> | undefined) {
  return group ? { referencedSecurityGroupId: group } : { cidrIpv4: "0.0.0.0/0" };
}
