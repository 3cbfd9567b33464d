/** What AWS refuses, as data: each rule names what it reads, when AWS would say it, and where AWS documents it. */
import type { CloudObject } from "../store";
import type { Props } from "../wire";
import type { AwsAccount } from "./account";

/** A change that AWS is asked for. Values are plain; what is not known yet is `UNKNOWN`. */
export interface AwsChange {
  readonly urn: string;
  readonly type: string;
  readonly region: string;
  readonly inputs: Props;
  readonly account: AwsAccount;
  /** What exists already, on an update or a deletion. */
  readonly self?: CloudObject;
  /** On an update, what the engine believes to be there: older than `self` where somebody else has changed it. */
  readonly before?: Props;
}

export interface AwsRefusalRule {
  /** Kebab-case name, unique. */
  readonly id: string;
  readonly types: readonly string[];
  /**
   * - `plan`: the provider refuses it before anything is planned (needs no other resource);
   * - `apply`: AWS refuses the creation or the update;
   * - `delete`: AWS refuses the deletion.
   */
  readonly when: "plan" | "apply" | "delete";
  /** The error code of the API, such as `InvalidSubnet.Range`. What the provider refuses by itself has none. */
  readonly code?: string;
  /** The property to blame, for `plan` rules. */
  readonly property?: string;
  /** The page of AWS that says so. */
  readonly link: string;
  /** @returns AWS's complaint, or undefined where there is none. Unknown values are no reason to refuse. */
  refuse(change: AwsChange): string | undefined;
}
