import type { Fault, Scenario, TargetRole } from "../../model/scenario";
import type { Permit } from "./permit";

const supported: readonly (readonly [Fault, TargetRole])[] = [
  ["kill", "application"],
  ["kill", "cache-primary"],
  ["kill", "database-primary"],
  ["kill", "active-region"],
  ["isolate", "zone"],
];

/** Why AWS offers no way to do something: by the fault, or by what it would hit. */
const reasons: Readonly<Partial<Record<Fault | TargetRole, string>>> = {
  freeze:
    "AWS has no call that stops a process without ending it, and no way into its database and cache machines",
  "cut-replication": "RDS and ElastiCache replicate on a network of their own, which no call can cut",
  "fill-disk": "only its database may write to an RDS instance's disk, and the disk grows by itself",
  "active-region":
    "RDS replicates between regions on a network of its own, so a region can be killed but not partitioned",
  "load-balancer": "a load balancer is a fleet that AWS runs; no call ends a member of it",
  "database-node": "RDS shows no machine apart from its server; primary_kill moves both to another zone",
  "quorum-leader": "RDS and ElastiCache keep their quorum to themselves",
};

/** Why this cannot be done on AWS; `undefined` when it can. */
export function unsupportedReason(fault: Fault, target: TargetRole): string | undefined {
  if (supported.some(([one, other]) => one === fault && other === target)) return undefined;
  const reason = reasons[fault] ?? reasons[target];
  return `${fault} ${target} cannot be done on AWS${reason === undefined ? "" : `: ${reason}`}`;
}

/** Why this scenario can be run on no stack, or nothing. */
export function unsupportedReasons({ act }: Pick<Scenario, "act">): readonly string[] {
  const reasons = act.flatMap((step) =>
    step.do === "break" ? (unsupportedReason(step.fault, step.target) ?? []) : [],
  );
  return [...new Set(reasons)];
}

/** Why this scenario cannot be run on AWS with this permit, or nothing. */
export function missingPrerequisites({ act }: Pick<Scenario, "act">, permit: Permit): readonly string[] {
  const impossible = unsupportedReasons({ act });
  if (impossible.length > 0) return impossible;
  const missing = act.flatMap((step) =>
    step.do === "break"
      ? [...missingRole(step.target, permit), ...missingPromotion(step.target, permit)]
      : [],
  );
  return [...new Set(missing)];
}

function missingRole(target: TargetRole, { experimentRoleArn }: Permit): readonly string[] {
  if (!["zone", "active-region"].includes(target) || experimentRoleArn !== undefined) return [];
  return [`${target} needs FIS: set experimentRoleArn in the permit`];
}

function missingPromotion(target: TargetRole, { promotion }: Permit): readonly string[] {
  if (target !== "active-region" || promotion === "allowed") return [];
  return [
    "active-region promotes the standby's database, which RDS cannot undo: the old primary must be rebuilt afterwards; " +
      'set promotion: "allowed" in the permit to accept that',
  ];
}
