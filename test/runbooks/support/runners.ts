/**
 * What every command of the runbooks is run against. A command without a place here fails the tests, and so does a place
 * that no command needs.
 */
import type { Invocation } from "./commands";

export type Runner =
  /** The rehearsal cloud, by the real engine. */
  | "rehearsal"
  /** moto, with what the drill's stand-in adds to it, by the AWS CLI; or the rehearsal cloud's databases, where a stack is on it. */
  | "moto"
  /** AWS's own description of the operation, in the AWS CLI: parameters, their forms, and what `--query` asks for. */
  | "service model"
  /** An API server that knows a Deployment, its pods and nodes, by kubectl. */
  | "api server"
  /** A server of this machine that answers as the platform's name does. */
  | "entry"
  /** The program itself, on moto. */
  | "program"
  /** bash. */
  | "shell";

/** By service and operation. */
export const awsOperations: Readonly<Record<string, "moto" | "service model">> = {
  "arc-region-switch start-plan-execution": "service model",
  "arc-zonal-shift cancel-zonal-shift": "service model",
  "arc-zonal-shift list-autoshifts": "service model",
  "arc-zonal-shift list-zonal-shifts": "service model",
  "arc-zonal-shift start-zonal-shift": "service model",
  "autoscaling cancel-instance-refresh": "service model",
  "autoscaling describe-auto-scaling-groups": "moto",
  "autoscaling describe-instance-refreshes": "service model",
  "autoscaling describe-scaling-activities": "service model",
  "autoscaling start-instance-refresh": "service model",
  "cloudtrail lookup-events": "service model",
  "cloudwatch describe-alarms": "moto",
  "cloudwatch put-metric-data": "moto",
  "backup list-backup-vaults": "moto",
  "backup list-recovery-points-by-backup-vault": "service model",
  "ec2 describe-availability-zones": "moto",
  "eks list-clusters": "moto",
  "eks update-kubeconfig": "moto",
  "elasticache describe-events": "moto",
  "elasticache describe-replication-groups": "moto",
  "elasticache describe-snapshots": "service model",
  "elasticache modify-replication-group": "service model",
  "elasticache test-failover": "moto",
  "elbv2 describe-load-balancers": "moto",
  "memorydb describe-clusters": "moto",
  "memorydb failover-shard": "service model",
  "rds copy-db-snapshot": "moto",
  "rds create-db-snapshot": "moto",
  "rds delete-db-instance": "moto",
  "rds describe-db-instances": "moto",
  "rds describe-events": "moto",
  "rds modify-db-instance": "moto",
  "rds promote-read-replica": "moto",
  "rds reboot-db-instance": "moto",
  "rds restore-db-instance-to-point-in-time": "moto",
  "rds wait": "moto",
  "resourcegroupstaggingapi get-resources": "moto",
  "s3 sync": "moto",
  "s3api copy-object": "moto",
  "s3api delete-object": "moto",
  "s3api list-object-versions": "moto",
};

const others: Readonly<Record<string, Runner>> = {
  curl: "entry",
  eval: "shell",
  export: "shell",
  grep: "shell",
  kubectl: "api server",
  mv: "shell",
  node: "shell",
  npm: "program",
  pulumi: "rehearsal",
  read: "shell",
  rm: "shell",
  sed: "shell",
};

/** @returns undefined for what nothing runs. */
export function runnerOf({ program, words }: Invocation): Runner | undefined {
  return program === "aws" ? awsOperations[operationOf(words)] : others[program];
}

/** Service and operation, before which stand no options in a runbook. */
export const operationOf = (words: readonly string[]) => words.slice(0, 2).join(" ");

/** Names of this list, for the test that each is needed. */
export const listed = [...Object.keys(awsOperations).map((name) => `aws ${name}`), ...Object.keys(others)];

export const nameOf = ({ program, words }: Invocation) =>
  program === "aws" ? `aws ${operationOf(words)}` : program;
