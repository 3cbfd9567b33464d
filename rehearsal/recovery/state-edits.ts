/** Changes to an exported state that keep it sound: whatever refers to a resource that goes is led past it. */
import type { StateResource } from "./stack-state";

/**
 * @param dropped resources of the list that do not exist any more.
 * @param adopted resources that exist and are not in the list; each takes the place of a dropped one of its URN.
 */
export function edited(
  resources: readonly StateResource[],
  dropped: ReadonlySet<StateResource>,
  adopted: readonly StateResource[],
): StateResource[] {
  const waiting = new Map(adopted.map((resource) => [resource.urn, resource]));
  const kept = resources.flatMap((resource) => {
    const successor = waiting.get(resource.urn);
    if (successor !== undefined && isGone(resource, dropped)) {
      waiting.delete(resource.urn);
      return [successor];
    }
    return dropped.has(resource) ? [] : [resource];
  });
  const all = [...kept, ...waiting.values()];
  const urns = new Set(all.map(({ urn }) => urn));
  const parents = new Map(resources.map(({ urn, parent }) => [urn, parent]));
  return all.map((resource) => led(resource, urns, parents));
}

function isGone(resource: StateResource, dropped: ReadonlySet<StateResource>): boolean {
  return dropped.has(resource) || resource.pendingReplacement === true;
}

/** The resource without references to what is not in `urns`. */
function led(
  resource: StateResource,
  urns: ReadonlySet<string>,
  parents: ReadonlyMap<string, string | undefined>,
): StateResource {
  const { parent, dependencies, propertyDependencies, deletedWith, ...rest } = resource;
  const present = (list: readonly string[]) => list.filter((urn) => urns.has(urn));
  const nearest = (urn: string | undefined): string | undefined =>
    urn === undefined || urns.has(urn) ? urn : nearest(parents.get(urn));
  const next = nearest(parent);
  return {
    ...rest,
    ...(next !== undefined && { parent: next }),
    ...(dependencies && { dependencies: present(dependencies) }),
    ...(propertyDependencies && {
      propertyDependencies: Object.fromEntries(
        Object.entries(propertyDependencies).map(([property, list]) => [property, present(list ?? [])]),
      ),
    }),
    ...(deletedWith !== undefined && urns.has(deletedWith) && { deletedWith }),
  };
}
