import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";

/** Where the instance is, and where everything else is: AWS's services and the load balancer. */
export const namespaces = { instance: "standfast-instance", aws: "standfast-aws" } as const;

/** The file that names a network namespace. */
export const namespaceFile = (name: string): string => `/run/netns/${name}`;

export const awsAddress = "10.213.99.1";
export const instanceAddress = "10.213.99.2";
export const metadataAddress = "169.254.169.254";

function ip(command: string): void {
  execFileSync("ip", command.split(" "), { stdio: ["ignore", "ignore", "inherit"] });
}

/**
 * Two network namespaces with one cable between them.
 * @param hopLimit how far answers of the metadata service travel, as `httpPutResponseHopLimit` has it. AWS limits the
 * answer to a PUT; here it is every packet, so that a container too far away gets no connection instead of no token.
 * @default as far as they like
 */
export function createNetwork(hopLimit?: number): void {
  removeNetwork();
  for (const name of Object.values(namespaces)) {
    ip(`netns add ${name}`);
    ip(`-n ${name} link set lo up`);
  }
  ip(`link add eth0 netns ${namespaces.instance} type veth peer name eth0 netns ${namespaces.aws}`);
  ip(`-n ${namespaces.aws} address add ${awsAddress}/24 dev eth0`);
  ip(`-n ${namespaces.aws} address add ${metadataAddress}/32 dev eth0`);
  ip(`-n ${namespaces.aws} link set eth0 up`);
  ip(`-n ${namespaces.instance} address add ${instanceAddress}/24 dev eth0`);
  ip(`-n ${namespaces.instance} link set eth0 up`);
  ip(`-n ${namespaces.instance} route add default via ${awsAddress}`);
  if (hopLimit !== undefined) limitHops(hopLimit);
}

/** @param hopLimit how far answers of the metadata service travel from now on */
export function limitHops(hopLimit: number): void {
  const rules = `add table ip hops
flush table ip hops
add chain ip hops answers { type filter hook output priority 0; }
add rule ip hops answers ip saddr ${metadataAddress} ip ttl set ${hopLimit}
`;
  execFileSync("nsenter", [`--net=${namespaceFile(namespaces.aws)}`, "nft", "-f", "-"], { input: rules });
}

export function removeNetwork(): void {
  for (const name of Object.values(namespaces)) {
    if (existsSync(namespaceFile(name))) ip(`netns delete ${name}`);
  }
}
