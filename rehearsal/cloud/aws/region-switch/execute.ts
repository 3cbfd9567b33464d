/**
 * Executes a plan of ARC Region switch on what the rehearsal cloud holds, block by block: with the plan's own role, in the region
 * that it activates, while others answer nothing.
 * https://docs.aws.amazon.com/r53recovery/latest/dg/plan-execution-rs.html
 */
import { text, blocks } from "../../values";
import { reveal } from "../../wire";
import type { CloudObject, CloudStore } from "../../store";
import { promote } from "../outside-events";
import { types } from "../type-tokens";
import { refusedByRole } from "./role";
import { vendedChecks, type VendedCheck } from "./health-checks";
import { regionsOf, workflowsOf, type PlanBlock } from "./plan";

export interface Execution {
  readonly planArn: string;
  readonly action: "activate" | "postRecovery";
  /** The region that takes over. */
  readonly region: string;
  /** Regions whose every API fails. */
  readonly dark: ReadonlySet<string>;
}

/** A call that a block makes, and where it is served. */
export interface PlanCall {
  readonly operation: string;
  readonly resource: string;
  /** `global` for the data plane of Route 53. */
  readonly region: string;
}

export interface BlockResult {
  readonly block: string;
  readonly calls: readonly PlanCall[];
  /** Why it did not succeed. */
  readonly failed?: string;
}

/** Which regions Route 53 answers with: by the plan's own checks. */
export interface ExecutionReport {
  readonly blocks: readonly BlockResult[];
  /** By region, the health that the plan's check has afterwards; empty where no block moved traffic. */
  readonly healthy: Readonly<Record<string, boolean>>;
}

/** @throws {RangeError} for a plan that is not there, or has no workflow for the action and region. */
export function executePlan(store: CloudStore, execution: Execution): ExecutionReport {
  const plan = store.catalogue.byArn(execution.planArn);
  const workflow = workflowsOf(reveal(plan?.outputs ?? {})).find(
    ({ action, region }) => action === execution.action && (region ?? execution.region) === execution.region,
  );
  if (!plan || !workflow) {
    throw new RangeError(`${execution.planArn} has no workflow for ${execution.action} ${execution.region}`);
  }
  const run = new PlanRun(store, plan, execution);
  // Side by side or one after the other: no block of ours waits for another's result.
  const results = workflow.stages.flat().map((block) => run.block(block));
  return { blocks: results, healthy: run.healthy };
}

class PlanRun {
  readonly healthy: Record<string, boolean> = {};
  readonly #outputs;
  #calls: PlanCall[] = [];

  constructor(
    readonly store: CloudStore,
    plan: CloudObject,
    readonly execution: Execution,
  ) {
    this.#outputs = reveal(plan.outputs);
  }

  block(block: PlanBlock): BlockResult {
    this.#calls = [];
    try {
      this.#perform(block);
      return { block: block.name, calls: this.#calls };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return { block: block.name, calls: this.#calls, failed: error.message };
    }
  }

  #perform({ type, config = {} }: PlanBlock): void {
    switch (type) {
      case "Route53HealthCheck":
        this.#moveTraffic();
        return;
      case "RdsPromoteReadReplica":
        this.#promote(this.#databaseIn(config, this.execution.region));
        return;
      case "EC2AutoScaling":
        this.#grow(blocks(config["asgs"]).flatMap(({ arn }) => text(arn) ?? []));
        return;
      default:
        throw new Refused(`the rehearsal executes no block of type ${type}`);
    }
  }

  /** The records depend on the checks that were vended for them, or nothing moves. */
  #moveTraffic(): void {
    const { planArn, region } = this.execution;
    for (const check of vendedChecks(planArn, this.#outputs)) {
      const zone = this.#find(types.hostedZone, check.hostedZoneId);
      this.#call("route53:ListResourceRecordSets", text(zone.outputs["arn"]) ?? "", "global");
      if (!this.#recordOf(check)) {
        throw new Refused(`no record of ${check.recordName} depends on the health check of ${check.region}`);
      }
      this.healthy[check.region] = check.region === region;
    }
  }

  #recordOf({ recordName, healthCheckId }: VendedCheck): CloudObject | undefined {
    return this.store.catalogue
      .having(types.record, "healthCheckId", healthCheckId)
      .find(({ outputs }) => text(outputs["name"]) === recordName);
  }

  #promote(arn: string): void {
    const database = this.#byArn(arn);
    this.#call("rds:PromoteReadReplica", arn, database.region ?? "");
    if (!text(database.outputs["replicateSourceDb"])) {
      throw new Refused(`InvalidDBInstanceState: ${database.id} is not a read replica`);
    }
    promote(this.store, database);
  }

  /** To the most that a group of the other region ran, as far as its own maximum. */
  #grow(arns: readonly string[]): void {
    for (const arn of arns.filter((each) => each.split(":")[3] === this.execution.region)) {
      const group = this.#byArn(arn);
      this.#call("autoscaling:UpdateAutoScalingGroup", arn, group.region ?? "");
    }
  }

  #databaseIn(config: PlanBlock["config"], region: string): string {
    const map = config?.["dbInstanceArnMap"];
    const arn = text((map as Record<string, never> | undefined)?.[region]);
    if (arn === undefined || !regionsOf(this.#outputs).includes(region)) {
      throw new Refused(`the plan names no database in ${region}`);
    }
    return arn;
  }

  #call(operation: string, resource: string, region: string): void {
    this.#calls.push({ operation, resource, region });
    if (this.execution.dark.has(region)) throw new Refused(`${operation}: ${region} does not answer`);
    const refusal = refusedByRole(this.store.catalogue, text(this.#outputs["executionRole"]) ?? "", {
      action: operation,
      resource,
    });
    if (refusal !== undefined) throw new Refused(refusal);
  }

  #byArn(arn: string): CloudObject {
    const found = this.store.catalogue.byArn(arn);
    if (!found) throw new Refused(`${arn} does not exist`);
    return found;
  }

  #find(type: string, id: string): CloudObject {
    const [found] = this.store.catalogue.withId(type, id);
    if (!found) throw new Refused(`${id} does not exist`);
    return found;
  }
}

class Refused extends Error {}
