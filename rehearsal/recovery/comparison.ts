/** The rehearsal cloud and the engine's state side by side, by id. */
import type { CloudObject, CloudStore } from "../cloud/store";
import type { StackState, StateResource } from "./stack-state";

export interface StackIdentity {
  readonly project: string;
  readonly stack: string;
}

export interface CloudComparison {
  /** In both. */
  readonly matched: readonly CloudObject[];
  /** In the state, but not in the cloud. */
  readonly missing: readonly StateResource[];
  /** Made by this stack, but not in its state; newest last. */
  readonly strays: readonly CloudObject[];
}

/** Packages whose resources exist in the cloud; those of others live in the engine's state alone. */
const IN_CLOUD = /^(aws|kubernetes):/;

/** What the stack's state says it has in the cloud. What waits for its successor is deleted already. */
export function ownedResources(state: StackState): StateResource[] {
  return state.resources.filter(
    ({ type, custom, external, pendingReplacement, id }) =>
      custom && external !== true && pendingReplacement !== true && (id ?? "") !== "" && IN_CLOUD.test(type),
  );
}

/** Adopted, and not read yet: a kill can come between the two. */
export function unreadResources(state: StackState): StateResource[] {
  return ownedResources(state).filter((each) => isLive(each) && Object.keys(each.outputs ?? {}).length === 0);
}

export function compare(state: StackState, cloud: CloudStore, identity: StackIdentity): CloudComparison {
  const matched = new Set<CloudObject>();
  const missing: StateResource[] = [];
  // What stays is matched before what is to be deleted: both can have the same id.
  const owned = ownedResources(state);
  for (const resource of [...owned.filter(isLive), ...owned.filter((each) => !isLive(each))]) {
    const object = matchOf(resource, cloud, matched);
    if (object) matched.add(object);
    else missing.push(resource);
  }
  const strays = objectsOf(cloud, identity).filter((object) => !matched.has(object));
  return { matched: [...matched], missing, strays };
}

function isLive(resource: StateResource): boolean {
  return resource.delete !== true;
}

/** Everything in the cloud that the stack made. */
export function objectsOf(cloud: CloudStore, { project, stack }: StackIdentity): CloudObject[] {
  const prefix = `urn:pulumi:${stack}::${project}::`;
  return [...cloud.all()].filter(({ urn }) => urn.startsWith(prefix));
}

/** Names are ids in several regions, and a renamed resource or stack has another URN than it was made with. */
function matchOf(
  { type, id, urn }: StateResource,
  cloud: CloudStore,
  taken: ReadonlySet<CloudObject>,
): CloudObject | undefined {
  const free = cloud.catalogue.withId(type, id ?? "").filter((object) => !taken.has(object));
  return free.find((object) => object.urn === urn) ?? free[0];
}
