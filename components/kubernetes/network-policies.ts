import type * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { type AdditionalPort, targetTlsPort } from "../kit/contract";
import { type EgressRule, everywhere } from "../kit/egress";

type Rules = kubernetes.types.input.networking.v1.NetworkPolicySpec;

export interface AppNetworkPolicyArgs {
  readonly labels: Readonly<Record<string, string>>;
  /** Where the load balancer's own addresses are. */
  readonly loadBalancerCidrBlocks: readonly pulumi.Input<string>[];
  /** Where the collector of metrics asks from. */
  readonly collectorCidrBlocks: readonly pulumi.Input<string>[];
  /** Where database and cache are, and on which ports. */
  readonly dataStores: {
    readonly cidrBlocks: readonly pulumi.Input<string>[];
    readonly ports: readonly number[];
  };
  readonly egress: readonly EgressRule[];
  /** Ports beside that of the load balancers. */
  readonly additionalPorts: Readonly<Record<string, AdditionalPort>>;
}

/** Nothing in, nothing out, for every pod of the namespace: what is not listed below is closed. */
export const denyAll: Rules = { podSelector: {}, policyTypes: ["Ingress", "Egress"] };

/** The address at which the Pod Identity Agent of each node answers. */
const podIdentityAgent = { cidr: "169.254.170.23/32", port: 80 };

/** What the application's pods need; probes come from their own node, which is never refused. */
export function appNetworkPolicy({
  labels,
  dataStores,
  egress,
  additionalPorts,
  ...from
}: AppNetworkPolicyArgs): Rules {
  const callers = [...from.loadBalancerCidrBlocks, ...from.collectorCidrBlocks];
  return {
    podSelector: { matchLabels: labels },
    policyTypes: ["Ingress", "Egress"],
    // Not the port of the application itself: it has no TLS.
    ingress: [
      { from: callers.map(block), ports: [tcp(targetTlsPort)] },
      ...Object.values(additionalPorts).map(({ cidrBlocks, ...port }) => ({
        from: cidrBlocks.map(block),
        ports: [numbered(port)],
      })),
    ],
    egress: [
      { ports: [{ protocol: "UDP", port: 53 }, tcp(53)] },
      // https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html
      { to: [block(podIdentityAgent.cidr)], ports: [tcp(podIdentityAgent.port)] },
      ...egress.map(({ cidrBlocks, ...port }) => ({
        // Nothing said is everything, other pods included.
        ...(!cidrBlocks.includes(everywhere) && { to: cidrBlocks.map(block) }),
        ports: [numbered(port)],
      })),
      ...(dataStores.ports.length === 0
        ? []
        : [{ to: dataStores.cidrBlocks.map(block), ports: dataStores.ports.map(tcp) }]),
    ],
  };
}

function block(cidr: pulumi.Input<string>): kubernetes.types.input.networking.v1.NetworkPolicyPeer {
  return { ipBlock: { cidr } };
}

function numbered({
  protocol,
  port,
}: Pick<EgressRule, "protocol" | "port">): kubernetes.types.input.networking.v1.NetworkPolicyPort {
  return { protocol: protocol.toUpperCase(), port };
}

function tcp(port: number): kubernetes.types.input.networking.v1.NetworkPolicyPort {
  return { protocol: "TCP", port };
}
