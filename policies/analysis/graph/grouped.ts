/** The members of `all` by `key`, in their order; Node 20 has no `Map.groupBy`. */
export function grouped<T, K>(all: Iterable<T>, key: (member: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const member of all) {
    const group = groups.get(key(member));
    if (group) group.push(member);
    else groups.set(key(member), [member]);
  }
  return groups;
}
