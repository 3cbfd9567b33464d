/** What AWS refuses, as data: each rule names what it reads, when AWS would say it, and where AWS documents it. */
import type { CloudObject } from "../store";
import type { Props } from "../wire";

/** The rest of the account, to look references up in. */
export interface Account {
  /** Objects of `type`, in every region, with `value` at `path` of their outputs, such as `defaultActions.type`. */
  having(type: string, path: string, value: string): readonly CloudObject[];
  /** The objects of `type` with this id, one for each region that has it. */
  withId(type: string, id: string): readonly CloudObject[];
  /** The object with this ARN, wherever it is. */
  byArn(arn: string): CloudObject | undefined;
}

/** A change that AWS is asked for. Values are plain; what is not known yet is `UNKNOWN`. */
export interface Change {
  readonly urn: string;
  readonly type: string;
  readonly region: string;
  readonly inputs: Props;
  readonly account: Account;
  /** What exists already, on an update or a deletion. */
  readonly self?: CloudObject;
}

export interface Rule {
  /** Kebab-case name, unique. */
  readonly id: string;
  readonly types: readonly string[];
  /**
   * - `plan`: the provider refuses it before anything is planned (needs no other resource);
   * - `apply`: AWS refuses the creation or the update;
   * - `delete`: AWS refuses the deletion.
   */
  readonly when: "plan" | "apply" | "delete";
  /** The error code of the API, such as `InvalidSubnet.Range`. Provider-side checks (`plan`) have none. */
  readonly code?: string;
  /** The property to blame, for `plan` rules. */
  readonly property?: string;
  /** The page of AWS that says so. */
  readonly link: string;
  /** @returns AWS's complaint, or undefined where there is none. Unknown values are no reason to refuse. */
  refuse(change: Change): string | undefined;
}

/** An output that is text. */
export function outputText(object: CloudObject | undefined, property: string): string | undefined {
  const value = object?.outputs[property];
  return typeof value === "string" ? value : undefined;
}

/** AWS's own error style: verb, service, operation, status, code and message. */
export function apiError(
  verb: "creating" | "updating" | "deleting",
  [service, noun]: readonly [string, string],
  rule: Rule,
  message: string,
  requestId: string,
): string {
  const operation = { creating: "Create", updating: "Modify", deleting: "Delete" }[verb] + noun;
  return (
    `${verb} ${service} ${noun}: operation error ${service}: ${operation}, https response error ` +
    `StatusCode: 400, RequestID: ${requestId}, api error ${rule.code ?? "ValidationError"}: ${message}\n` +
    `  see ${rule.link} (rehearsal rule ${rule.id})`
  );
}
