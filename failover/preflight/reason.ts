/** What is asked before anything is changed; `--accept` names them. */
export const checks = [
  "credentials",
  "role",
  "run",
  "switch",
  "database",
  "replica",
  "lag",
  "cache",
  "capacity",
  "quota",
  "image",
  "certificate",
  "alarm",
] as const;

export type Check = (typeof checks)[number];

/** Why a failover should not begin. */
export interface Reason {
  readonly check: Check;
  readonly text: string;
}

/** Those that a person may go past with `--accept`: the others leave nothing to execute. */
export const acceptable: readonly Check[] = [
  "replica",
  "lag",
  "capacity",
  "quota",
  "image",
  "certificate",
  "alarm",
];
