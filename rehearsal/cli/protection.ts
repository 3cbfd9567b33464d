/**
 * Before a rehearsed `destroy`: lifts what protects the stack's data, in the engine's state and in the cloud.
 * On AWS this is a decision for people (docs/runbooks/tear-down.md); here there is no data to lose.
 */
import type { CloudStore } from "../cloud/store";
import type { Value } from "../cloud/wire";

/** Properties that make AWS refuse a deletion, and the value that allows it. */
const guards: Readonly<Record<string, Value>> = {
  deletionProtection: false,
  enableDeletionProtection: false,
};

/** @returns how many resources of the stack were protected. */
export function liftProtection(cloud: CloudStore, project: string, stack: string): number {
  const prefix = `urn:pulumi:${stack}::${project}::`;
  const own = [...cloud.all()].filter(({ urn }) => urn.startsWith(prefix));
  const guarded = own.filter(({ outputs }) => Object.keys(guards).some((key) => outputs[key] === true));
  for (const object of guarded) {
    const lifted = Object.entries(guards).filter(([key]) => object.outputs[key] === true);
    cloud.override(object, Object.fromEntries(lifted));
  }
  return guarded.length;
}
