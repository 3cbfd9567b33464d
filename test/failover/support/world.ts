import type {
  Database,
  Fleet,
  GlobalCache,
  PlanExecution,
  RegionApi,
  SwitchState,
} from "../../../failover/model/aws";
import { type AlarmSwitch, type Outputs, parseOutputs } from "../../../failover/model/outputs";
import type { Ports } from "../../../failover/model/ports";

/**
 * AWS in two regions as its documentation has it, with a clock of its own: changes take their time, and refuse others
 * meanwhile. `us` served and `eu` stands by, unless a test turns it round.
 */
export const us = "us-east-1";
export const eu = "eu-west-1";

export interface WorldOptions {
  /** @default "alarm" */
  readonly switch?: "alarm" | "region-switch";
  /** @default "instance" */
  readonly database?: "instance" | "aurora-global";
  /** @default "regional" */
  readonly cache?: "regional" | "global";
  /** @default "ec2" */
  readonly platform?: "ec2" | "kubernetes";
}

interface Place {
  isReplica: boolean;
  status: string;
  /** Until then it is `modifying`, and what it was. */
  changesUntil: number;
  fleet: { min: number; max: number; desired: number; inService: number; settlesAt: number };
  isCachePrimary: boolean;
  cacheSettlesAt: number;
  image?: string;
  ringing: boolean;
  /** Seconds that the replica is behind. */
  lag: number;
}

interface Put {
  readonly value: "away" | "here";
  readonly at: number;
}

type Interruption = { readonly api: string; readonly kind: "fail" | "kill-before" | "kill-after" };

export class World {
  outputs: Outputs;
  /** Every call, as `region api`. */
  readonly calls: string[] = [];
  /** Those that change something. */
  readonly changes: string[] = [];
  /** Regions whose every API fails. */
  readonly dark = new Set<string>();
  readonly places: Readonly<Record<string, Place>>;
  readonly executions: (PlanExecution & { readonly startedAt: number })[] = [];
  readonly puts = new Map<string, Put>();
  /** Settles when the process was killed, in the eyes of the world. */
  killed = new Promise<void>(() => undefined);
  freeVCpus = 1000;
  entryError: string | undefined;
  #seconds = 0;
  #interruption: Interruption | undefined;
  readonly #options: WorldOptions;

  constructor(options: WorldOptions = {}) {
    this.#options = options;
    this.places = { [us]: place(false), [eu]: place(true) };
    this.outputs = this.#outputs({ [us]: "active", [eu]: "standby" });
  }

  setRoles(roles: Readonly<Record<string, "active" | "standby" | "fenced">>): void {
    this.outputs = this.#outputs(roles);
  }

  in(region: string): Place {
    return this.places[region]!;
  }

  /** The next call of that API fails, or the process dies before or after it has acted. */
  interrupt(api: string, kind: Interruption["kind"]): void {
    this.#interruption = { api, kind };
  }

  readonly ports: Ports = {
    apiOf: (region) => this.#api(region),
    entry: { status: (host) => Promise.resolve().then(() => this.#status(host)) },
    outputsNow: () => Promise.resolve(this.outputs),
    clock: {
      now: () => new Date(this.now),
      sleep: (seconds) => {
        this.#seconds += seconds;
        return Promise.resolve();
      },
    },
  };

  get now(): number {
    return Date.UTC(2026, 9, 20, 7, 48) + this.#seconds * 1000;
  }

  pass(seconds: number): void {
    this.#seconds += seconds;
  }

  switchState(region: string): SwitchState {
    const put = this.puts.get(region);
    if (!put) return "here";
    // A period of a minute, which is evaluated when it is over.
    if (this.now - put.at >= 90_000) return put.value;
    return put.value === "away" ? "leaving" : "returning";
  }

  #api(region: string): RegionApi {
    const here = this.in(region);
    const read = <T>(api: string, answer: () => T): Promise<T> => this.#call(region, api, answer);
    const change = (api: string, act: () => void): Promise<void> => this.#change(region, api, act);
    return {
      region,
      account: () => read("sts:GetCallerIdentity", () => "123456789012"),
      databases: {
        find: () => read("rds:DescribeDBInstances", () => this.#database(region)),
        lags: () =>
          read("cloudwatch:GetMetricStatistics", () => [
            { at: new Date(Math.floor(this.now / 60_000) * 60_000 - 60_000), seconds: here.lag },
          ]),
        promote: async () => {
          if (this.now < here.changesUntil || here.status !== "available") return "busy";
          await change("rds:PromoteReadReplica", () => {
            this.#promote(here);
          });
          return "asked";
        },
        failOver: () =>
          change("rds:FailoverGlobalCluster", () => {
            this.#promote(here);
          }),
        switchOver: () =>
          change("rds:SwitchoverGlobalCluster", () => {
            this.#promote(this.in(region === us ? eu : us));
            here.isReplica = true;
          }),
      },
      caches: {
        findGlobal: () => read("elasticache:DescribeGlobalReplicationGroups", () => this.#cache(region)),
        moveGlobal: () =>
          change("elasticache:FailoverGlobalReplicationGroup", () => {
            for (const one of Object.values(this.places)) one.isCachePrimary = false;
            here.isCachePrimary = true;
            here.cacheSettlesAt = this.now + 60_000;
          }),
      },
      fleets: {
        find: () => read("autoscaling:DescribeAutoScalingGroups", () => this.#fleet(here)),
        grow: (_, desired) =>
          change("autoscaling:SetDesiredCapacity", () => {
            resize(here, { desired }, this.now);
          }),
        stop: () =>
          change("autoscaling:UpdateAutoScalingGroup", () => {
            resize(here, { min: 0, max: 0, desired: 0 }, this.now);
          }),
        headroom: () => read("servicequotas:GetServiceQuota", () => ({ free: this.freeVCpus, each: 2 })),
        hasImage: (image) => read("ecr:DescribeImages", () => !image.endsWith(":missing")),
      },
      switches: {
        state: ({ dimensions }: AlarmSwitch) =>
          read("cloudwatch:DescribeAlarmsForMetric", () => this.switchState(dimensions["Region"]!)),
        set: ({ dimensions }: AlarmSwitch, value) =>
          change("cloudwatch:PutMetricData", () => {
            this.puts.set(dimensions["Region"]!, { value, at: this.now });
          }),
      },
      plans: {
        executions: () => read("arc-region-switch:ListPlanExecutions", () => this.#executions()),
        start: (_, { comment }) =>
          change("arc-region-switch:StartPlanExecution", () => {
            this.#activate(region, comment);
          }),
      },
      alarms: { isRinging: () => read("cloudwatch:DescribeAlarms", () => here.ringing) },
    };
  }

  async #call<T>(region: string, api: string, answer: () => T): Promise<T> {
    this.calls.push(`${region} ${api}`);
    if (this.dark.has(region)) throw new Error(`connect ETIMEDOUT (${region})`);
    return await Promise.resolve(answer());
  }

  async #change(region: string, api: string, act: () => void): Promise<void> {
    const kind = this.#interruption?.api === api ? this.#interruption.kind : undefined;
    if (kind !== undefined) this.#interruption = undefined;
    if (kind === "fail") throw new Error(`${api} is throttled`);
    if (kind === "kill-before") await this.#die();
    await this.#call(region, api, act);
    this.changes.push(`${region} ${api}`);
    if (kind === "kill-after") await this.#die();
  }

  /** Nothing of the run goes on. */
  async #die(): Promise<never> {
    this.killed = Promise.resolve();
    this.onKilled();
    return await new Promise<never>(() => undefined);
  }
  onKilled: () => void = () => undefined;

  #promote(here: Place): void {
    if (this.now < here.changesUntil || here.status !== "available") {
      throw new Error("InvalidDBInstanceState: it is modifying, or being backed up");
    }
    here.changesUntil = this.now + 300_000;
    here.isReplica = false;
  }

  #database(region: string): Database {
    const here = this.in(region);
    const isChanging = this.now < here.changesUntil;
    const status = isChanging ? "modifying" : here.status;
    const isReplica = here.isReplica || isChanging;
    const other = region === us ? eu : us;
    const source = isReplica ? { source: `arn:aws:rds:${other}:123456789012:db:database-${other}` } : {};
    return this.#options.database === "aurora-global"
      ? {
          kind: "aurora-global",
          identifier: region,
          arn: `arn:aws:rds:${region}:1:cluster:c`,
          globalIdentifier: "global",
          ...{ status: "available", isReplica, isMoving: isChanging, ...source },
        }
      : {
          kind: "instance",
          identifier: `database-${region}`,
          ...{ status, isReplica, ...source, ...(isReplica && { replication: "replicating" }) },
        };
  }

  #cache(region: string): GlobalCache | undefined {
    if (this.#options.cache !== "global") return undefined;
    const { isCachePrimary: isPrimary, cacheSettlesAt } = this.in(region);
    const status = this.now < cacheSettlesAt ? "modifying" : "available";
    return { replicationGroup: `cache-${region}`, globalIdentifier: "global", isPrimary, status };
  }

  #fleet(here: Place): Fleet {
    const { min, max, desired, inService, settlesAt } = here.fleet;
    return {
      ...{ min, max, desired, inService: this.now < settlesAt ? inService : desired },
      instanceType: "m7g.large",
      ...(here.image !== undefined && { image: here.image }),
    };
  }

  /** The blocks of the plan run side by side. */
  #activate(region: string, comment: string): void {
    if (this.#executions().some(({ state }) => state === "inProgress")) {
      throw new Error("IllegalStateException: an execution is in progress");
    }
    this.#promote(this.in(region));
    const other = region === us ? eu : us;
    this.puts.set(other, { value: "away", at: this.now });
    this.puts.set(region, { value: "here", at: this.now });
    const id = `execution-${this.executions.length + 1}`;
    this.executions.push({ id, state: "inProgress", region, comment, startedAt: this.now });
  }

  #executions(): PlanExecution[] {
    return this.executions.map(({ startedAt, ...execution }) =>
      execution.state === "inProgress" && this.now >= startedAt + 330_000
        ? { ...execution, state: "completed" }
        : execution,
    );
  }

  /** 200 where writes are taken; the name follows the switches. */
  #status(host: string): number {
    if (this.entryError !== undefined) throw new Error(this.entryError);
    const active = this.outputs.regions.find(({ role }) => role === "active")!.name;
    const standby = this.outputs.regions.find(({ name }) => name !== active)!.name;
    const region =
      [us, eu].find((name) => host.startsWith(name)) ??
      (this.switchState(active) === "away" ? standby : active);
    if (this.dark.has(region)) throw new Error("connect ETIMEDOUT");
    const database = this.#database(region);
    const serves = this.#options.platform === "kubernetes" || this.#fleet(this.in(region)).inService > 0;
    return serves && !database.isReplica && database.status === "available" ? 200 : 503;
  }

  #outputs(roles: Readonly<Record<string, string>>): Outputs {
    const { switch: kind = "alarm", platform = "ec2" } = this.#options;
    const other = (name: string) => (name === us ? eu : us);
    return parseOutputs({
      url: "https://app.example.com",
      objectives: { recoveryTimeSeconds: 900, recoveryPointSeconds: 60 },
      regions: [us, eu].map((name) => ({
        name,
        role: roles[name],
        loadBalancerDnsName: `${name}.elb.example.com`,
        ...(platform === "ec2" && { autoScalingGroup: `${name}-app` }),
        databaseEndpoint: `database-${name}.example.com`,
        cacheEndpoint: `cache-${name}.example.com`,
        impairedAlarmArn: `arn:aws:cloudwatch:${name}:123456789012:alarm:standfast-prod-region-impaired`,
        switch:
          kind === "alarm"
            ? {
                kind,
                healthCheckId: "abc",
                operatedIn: [other(name)],
                namespace: "Standfast/Failover",
                metricName: "TakenOver",
                dimensions: { Stack: "standfast-prod", Region: name },
              }
            : {
                kind,
                healthCheckId: "abc",
                planArn: "arn:aws:arc-region-switch::1:plan/p:abcdef",
                operatedIn: [other(name)],
              },
      })),
    });
  }
}

function place(isReplica: boolean): Place {
  return {
    isReplica,
    status: "available",
    changesUntil: 0,
    fleet: { min: 6, max: 18, desired: isReplica ? 6 : 9, inService: isReplica ? 6 : 9, settlesAt: 0 },
    isCachePrimary: !isReplica,
    cacheSettlesAt: 0,
    ringing: false,
    lag: 2,
  };
}

function resize(here: Place, to: Partial<Place["fleet"]>, now: number): void {
  const { fleet } = here;
  const inService = now < fleet.settlesAt ? fleet.inService : fleet.desired;
  here.fleet = { ...fleet, ...to, inService, settlesAt: now + 120_000 };
}
