import { refusal, xml, type StubResponse, type StubRequest } from "./wire";

interface State {
  /** Statuses that the next looks will see, then `available`. */
  coming: string[];
  zone?: string;
  isPromoted?: boolean;
}

/** RDS as it behaves: a change takes a while, and refuses another meanwhile. */
export class Databases {
  readonly #states = new Map<string, State>();
  readonly #events: { readonly id: string; readonly message: string; readonly at: string }[] = [];
  /** Refuses the next promotion, as RDS does when backups run. */
  refusesPromotion = false;

  async answer(ask: StubRequest): Promise<StubResponse | undefined> {
    const id = ask.parameters.get("DBInstanceIdentifier") ?? "";
    const action = ask.parameters.get("Action") ?? "";
    switch (action) {
      case "DescribeDBInstances":
        return await this.#describe(ask, id);
      case "DescribeEvents":
        return xml(action, `<Events>${this.#eventsOf(ask.parameters.get("SourceIdentifier"))}</Events>`);
      case "RebootDBInstance":
        return this.#change(id, action, ["rebooting", "rebooting"], (state) => {
          if (ask.parameters.get("ForceFailover") !== "true") return;
          state.zone = `${ask.region}b`;
          this.#addEvent(id, "Multi-AZ instance failover started.");
          this.#addEvent(id, "Multi-AZ instance failover completed");
        });
      case "PromoteReadReplica":
        if (this.refusesPromotion) return refusal("InvalidDBInstanceState", `${id} is being backed up`);
        return this.#change(id, action, ["modifying", "modifying", "rebooting"], (state) => {
          state.isPromoted = true;
          this.#addEvent(id, "Promoted Read Replica instance to a stand-alone database instance.");
        });
      case "ModifyDBInstance": {
        const refused = this.#change(id, action, ["modifying"], () => undefined);
        return refused.status === 200 ? undefined : refused;
      }
      default:
        return undefined;
    }
  }

  #change(id: string, action: string, coming: string[], effect: (state: State) => void): StubResponse {
    const state = this.#stateOf(id);
    if (state.coming.length > 0) return refusal("InvalidDBInstanceState", `${id} is ${state.coming[0]!}`);
    state.coming = coming;
    effect(state);
    return xml(action, "<DBInstance></DBInstance>");
  }

  /** What moto says, with this state laid over it. */
  async #describe({ forward }: StubRequest, id: string): Promise<StubResponse> {
    const answer = await forward();
    const state = this.#stateOf(id);
    const status = state.coming.shift() ?? "available";
    let body = answer.body.toString().replace(/(<DBInstanceStatus>)[^<]*/, `$1${status}`);
    if (state.zone) body = body.replace(/(<\/Endpoint>.*?<AvailabilityZone>)[^<]*/s, `$1${state.zone}`);
    if (state.isPromoted && status === "available") {
      body = body.replace(
        /<ReadReplicaSourceDBInstanceIdentifier>[^<]*<\/ReadReplicaSourceDBInstanceIdentifier>/,
        "",
      );
    }
    const replicating =
      "<StatusInfos><DBInstanceStatusInfo><StatusType>read replication</StatusType><Normal>true</Normal>" +
      "<Status>replicating</Status></DBInstanceStatusInfo></StatusInfos>";
    return { ...answer, body: body.replace(/(<ReadReplicaSourceDBInstanceIdentifier>)/, `${replicating}$1`) };
  }

  #stateOf(id: string): State {
    const state = this.#states.get(id) ?? { coming: [] };
    this.#states.set(id, state);
    return state;
  }

  #addEvent(id: string, message: string): void {
    this.#events.push({ id, message, at: new Date().toISOString() });
  }

  #eventsOf(id: string | null): string {
    return this.#events
      .filter((event) => event.id === id)
      .map(
        ({ message, at }) =>
          `<Event><SourceIdentifier>${id ?? ""}</SourceIdentifier><Message>${message}</Message><Date>${at}</Date></Event>`,
      )
      .join("");
  }
}
