/**
 * What Route 53 answers while regions are gone, as it chooses: by the health of each record, which is that of its health
 * check and, where the record says so, that of its target. When no record is healthy it answers as if all were.
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-how-route-53-chooses-records.html
 */
import type { GraphNode } from "../graph/types";
import { isRouted } from "./dns";
import { healthOf, whyHealthy, type Health } from "./health-checks";
import type { Dns, DnsGroup, DnsRecord } from "./types";

/** What a name is answered with. */
export interface DnsAnswer {
  /** Sorted. */
  readonly regions: readonly string[];
  /** Records that go on naming a lost region, because nothing takes them out. */
  readonly stale: readonly DnsRecord[];
  /** Records that lead out of the plan. */
  readonly outside: readonly DnsRecord[];
}

const NO_ANSWER: DnsAnswer = { regions: [], stale: [], outside: [] };

/** What names answer with while nothing is broken, which every failure is compared with. */
const undamaged = new WeakMap<DnsGroup, DnsAnswer>();

/** What `group` answers with while the regions `dead` are gone. */
export function answerOf(dns: Dns, group: DnsGroup, dead: ReadonlySet<string>): DnsAnswer {
  const found = dead.size === 0 ? undamaged.get(group) : undefined;
  if (found) return found;
  const answered = new Answering(dns, dead).answer(group, new Set());
  if (dead.size === 0) undamaged.set(group, answered);
  return answered;
}

/** Why a record of `group` is still given although it leads to a lost region, as a clause. */
export function whyStale(dns: Dns, group: DnsGroup, record: DnsRecord, dead: ReadonlySet<string>): string {
  const facts = record.node.facts.dns;
  const check = facts?.healthCheck === undefined ? undefined : dns.healthChecks.get(facts.healthCheck);
  if (facts?.hasHealthCheck !== true) return `${record.node.name} has no health check`;
  if (check === undefined || !new Answering(dns, dead).isHealthy(record, new Set([group.id]))) {
    return "no answer of that name is healthy any more";
  }
  return whyHealthy(check, dns.healthChecks, dead);
}

class Answering {
  readonly #dns: Dns;
  readonly #dead: ReadonlySet<string>;

  constructor(dns: Dns, dead: ReadonlySet<string>) {
    this.#dns = dns;
    this.#dead = dead;
  }

  answer(group: DnsGroup, seen: ReadonlySet<string>): DnsAnswer {
    if (seen.has(group.id)) return NO_ANSWER;
    const deeper = new Set([...seen, group.id]);
    const { given, withdrawn } = this.#choose(group, deeper);
    const answered = merge(given.map((record) => this.#leadsTo(record, deeper)));
    if (given.length > 0 || withdrawn.length === 0) return answered;
    // All are withdrawn: Route 53 gives one of them, which matters only where another would lead to a living region.
    const alive = withdrawn.some((record) => this.#leadsTo(record, deeper).regions.length > 0);
    const [first] = withdrawn.filter(({ node }) => node.facts.dns?.role !== "SECONDARY");
    if (!alive) return NO_ANSWER;
    const fallback = first === undefined ? withdrawn : isFailover(first) ? [first] : withdrawn;
    return merge(fallback.map((record) => this.#leadsTo(record, deeper)));
  }

  /** Whether Route 53 takes a record for healthy. */
  isHealthy(record: DnsRecord, seen: ReadonlySet<string> = new Set()): boolean {
    const { dns } = record.node.facts;
    const own = (): boolean => this.#isAlive(record, seen);
    const checked =
      dns?.hasHealthCheck !== true || dns.policy === "simple" || this.#passes(record, own, seen);
    return checked && (dns?.evaluateTargetHealth !== "yes" || own());
  }

  #choose(group: DnsGroup, seen: ReadonlySet<string>) {
    const { records } = group;
    if (!records.some(({ node }) => isRouted(node))) return { given: records, withdrawn: [] };
    const healthy = records.filter((record) => this.isHealthy(record, seen));
    const preferred = healthy.filter(
      ({ node: { facts } }) => facts.dns?.role !== "SECONDARY" && facts.dns?.weight !== 0,
    );
    return {
      given: preferred.length > 0 ? preferred : healthy,
      withdrawn: records.filter((record) => !healthy.includes(record)),
    };
  }

  #leadsTo(record: DnsRecord, seen: ReadonlySet<string>): DnsAnswer {
    const next = record.next === undefined ? undefined : this.#dns.groups.get(record.next);
    if (next) {
      const answered = this.answer(next, seen);
      // A plain step of a chain cannot be withdrawn: whoever leads to it could be.
      const isStep = next.records.every(({ node }) => !isRouted(node));
      return isStep && isRouted(record.node) && answered.stale.length > 0
        ? { ...answered, stale: [record] }
        : answered;
    }
    if (record.regions.length === 0) return { ...NO_ANSWER, outside: [record] };
    const alive = record.regions.filter((region) => !this.#dead.has(region));
    return alive.length > 0 ? { ...NO_ANSWER, regions: alive } : { ...NO_ANSWER, stale: [record] };
  }

  /** Whether what a record leads to is healthy: a load balancer, or any answer of the next name. */
  #isAlive(record: DnsRecord, seen: ReadonlySet<string>): boolean {
    const next = record.next === undefined ? undefined : this.#dns.groups.get(record.next);
    if (next) {
      if (seen.has(next.id)) return false;
      const deeper = new Set([...seen, next.id]);
      return next.records.some((each) =>
        isRouted(each.node) || each.node.facts.dns?.evaluateTargetHealth === "yes"
          ? this.isHealthy(each, deeper)
          : this.#isAlive(each, deeper),
      );
    }
    return record.regions.length === 0 || record.regions.some((region) => !this.#dead.has(region));
  }

  #passes({ node, regions }: DnsRecord, own: () => boolean, seen: ReadonlySet<string>): boolean {
    const health = healthOf(node.facts.dns?.healthCheck, {
      checks: this.#dns.healthChecks,
      dead: this.#dead,
      leadsTo: regions,
      answers: (asked) => this.#answers(asked, seen),
    });
    return health === "own" ? own() : health !== "unhealthy";
  }

  #answers(asked: GraphNode | string, seen: ReadonlySet<string>): Health | undefined {
    const group = this.#groupOf(asked);
    if (group === undefined) {
      return typeof asked === "string" ? undefined : this.#dead.has(asked.region) ? "unhealthy" : "healthy";
    }
    if (seen.has(group.id)) return "unstable";
    const { regions, outside } = this.answer(group, seen);
    return regions.length > 0 ? "healthy" : outside.length > 0 ? "own" : "unhealthy";
  }

  #groupOf(asked: GraphNode | string): DnsGroup | undefined {
    const groups = [...this.#dns.groups.values()];
    if (typeof asked === "string") return groups.find(({ name }) => name === asked);
    return groups.find(({ records }) => records.some(({ node }) => node === asked));
  }
}

function isFailover({ node }: DnsRecord): boolean {
  return node.facts.dns?.policy === "failover";
}

function merge(answers: readonly DnsAnswer[]): DnsAnswer {
  return {
    regions: [...new Set(answers.flatMap(({ regions }) => regions))].sort(),
    stale: answers.flatMap(({ stale }) => stale),
    outside: answers.flatMap(({ outside }) => outside),
  };
}
