import { refusal, xml, type StubResponse, type StubRequest } from "./wire";

/** ElastiCache's test failover, which only its events show, and the events only after a while. */
export class Caches {
  readonly #events: { readonly message: string; readonly at: string }[] = [];
  #looks = 0;

  answer({ parameters }: StubRequest): StubResponse | undefined {
    const action = parameters.get("Action") ?? "";
    const group = parameters.get("ReplicationGroupId") ?? parameters.get("SourceIdentifier") ?? "";
    if (action === "TestFailover") {
      const shard = parameters.get("NodeGroupId") ?? "";
      if (!/^\d{4}$/.test(shard)) return refusal("NodeGroupNotFoundFault", `no node group ${shard}`);
      this.#addEvent(`Test Failover API called for node group ${shard}`);
      this.#looks = 0;
      return xml(
        action,
        `<ReplicationGroup><ReplicationGroupId>${group}</ReplicationGroupId></ReplicationGroup>`,
      );
    }
    if (action !== "DescribeEvents") return undefined;
    if (this.#events.length > 0 && ++this.#looks === 3) {
      this.#addEvent(
        `Failover from primary node ${group}-0001-001 to replica node ${group}-0001-002 completed`,
      );
    }
    const since = new Date(parameters.get("StartTime") ?? 0).toISOString();
    const events = this.#events
      .filter(({ at }) => at >= since)
      .map(({ message, at }) => `<Event><Message>${message}</Message><Date>${at}</Date></Event>`);
    return xml(action, `<Events>${events.join("")}</Events>`);
  }

  #addEvent(message: string): void {
    this.#events.push({ message, at: new Date().toISOString() });
  }
}
