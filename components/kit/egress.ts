import { httpsPort } from "./ports";

/** Connections that the application may open to addresses outside of its region's stores. */
export interface EgressRule {
  readonly protocol: "tcp" | "udp";
  readonly port: number;
  readonly cidrBlocks: readonly string[];
  /** What for, in at most 255 characters that EC2 takes. */
  readonly description: string;
}

/** All of the IPv4 internet. */
export const everywhere = "0.0.0.0/0";

/** Whether HTTPS may go anywhere, and so to every interface of AWS, registry and package. */
export function opensHttpsEverywhere(
  rules: readonly {
    readonly protocol?: string | undefined;
    readonly port?: number | undefined;
    readonly cidrBlocks?: readonly (string | undefined)[] | undefined;
  }[],
): boolean {
  return rules.some(
    ({ protocol, port, cidrBlocks = [] }) =>
      protocol === "tcp" && port === httpsPort && cidrBlocks.includes(everywhere),
  );
}
