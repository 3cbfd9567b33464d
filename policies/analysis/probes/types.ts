/**
 * Who asks in a plan, what its request looks like, and what becomes of it. Data first: `probers.ts` finds who asks,
 * `follow.ts` follows each request from hop to hop, and every hop is a function from a request to an answer.
 */
import type { Field } from "../../framework/field";
import type { PlannedResource } from "../../framework/planned";
import type { TruthValue } from "../../rules/shared/pods";

/**
 * - `canary`: CloudWatch Synthetics, by the code that the plan holds of it;
 * - `dns-check`: a health check of Route 53;
 * - `target-check`: a load balancer that asks its targets, another load balancer among them;
 * - `pod-probe`: the kubelet;
 * - `origin`: CloudFront, for any client.
 */
export type ProberKind = "canary" | "dns-check" | "target-check" | "pod-probe" | "origin";

/** Where packets come from. */
export type Source =
  /** From addresses that no security group of the plan has, such as Route 53's. */
  | { readonly kind: "internet"; readonly who: string }
  | { readonly kind: "security-groups"; readonly groups: readonly PlannedResource[] }
  /** From inside the network, without a security group. */
  | { readonly kind: "network" };

/** A header's value: written out, or computed from other resources, which tell equal values while both are unknown. */
export interface HeaderValue {
  readonly text: string | undefined;
  readonly sources: readonly string[];
}

/** Headers beside those that are known: none, any, or at most those whose names stand in a text, such as a canary's code. */
export type OtherHeaders = "none" | "any" | { readonly namedIn: string };

export interface ProbeRequest {
  readonly from: Source;
  /** `tcp` asks for no more than a connection; undefined when only the deployment will tell. */
  readonly protocol: "http" | "https" | "tcp" | undefined;
  readonly host: string | undefined;
  readonly port: number | undefined;
  readonly path: string | undefined;
  readonly method: string | undefined;
  readonly userAgent: "browser" | "program" | "none" | "unknown";
  /** By lower-case name. */
  readonly headers: ReadonlyMap<string, HeaderValue>;
  readonly otherHeaders: OtherHeaders;
  /** Whether it breaks off where the certificate does not cover the host. */
  readonly verifiesCertificate: TruthValue;
  /** Requests from one address in five minutes; undefined when unknown. */
  readonly perFiveMinutes: number | undefined;
}

/** Status codes, both ends included. */
export type StatusRange = readonly [from: number, to: number];

/** Where a request enters the plan. */
export type Start =
  | { readonly kind: "name" }
  /** What a name or an address was computed from. */
  | { readonly kind: "endpoints"; readonly endpoints: readonly PlannedResource[] }
  | { readonly kind: "targets"; readonly balancer: PlannedResource; readonly group: PlannedResource }
  | { readonly kind: "origins"; readonly distribution: PlannedResource }
  | { readonly kind: "container"; readonly container: Field; readonly probe: ContainerProbe }
  /** The plan does not say what is asked. */
  | { readonly kind: "unknown"; readonly what: string };

export type ContainerProbe = "startupProbe" | "livenessProbe" | "readinessProbe";

/** What is asked, and which answers count. */
export interface Asking {
  readonly request: ProbeRequest;
  /** Status codes that are taken for an answer; undefined when that is not known. */
  readonly accepts: readonly StatusRange[] | undefined;
}

export interface Prober extends Asking {
  readonly resource: PlannedResource;
  readonly kind: ProberKind;
  readonly start: Start;
}

/**
 * What becomes of a request. `through` names what it passed, in order.
 * - `refused`: surely, and by what;
 * - `unknown`: the plan does not say, and what would have to be known.
 */
export type Answer =
  | { readonly kind: "answered"; readonly through: readonly string[] }
  | {
      readonly kind: "refused";
      readonly through: readonly string[];
      /** URN of what refuses. */
      readonly by: string;
      /** As a clause: `firewall-acl blocks it by …`. */
      readonly found: string;
      readonly fix: string;
    }
  | { readonly kind: "unknown"; readonly through: readonly string[]; readonly what: string };
