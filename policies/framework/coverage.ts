/**
 * How much of the program a plan covers. With `--target` and `--exclude` the engine still asks about resources that it is not
 * going to create, and shows them without any property; an interrupted run lacks those that it had not come to.
 */
import type { PolicyResource } from "@pulumi/policy";

import { Field } from "./field";
import type { Resource } from "./planned";

export interface Coverage {
  /** Whether nothing is known to be missing. */
  readonly complete: boolean;
  /** Resources of the cloud that the plan holds. */
  readonly planned: number;
  /** URNs of resources that the run does not create. */
  readonly leftOut: ReadonlySet<string>;
  /** How many resources the engine asked about, and then did not plan. */
  readonly missing: number;
}

/**
 * Whether a resource came without properties: left out by the run, or one that needs none. Components never have any that
 * are judged, and have no provider.
 */
export function isBlank({ inputs, provider }: Pick<Resource, "inputs" | "provider">): boolean {
  return provider !== undefined && inputs.keys().length === 0;
}

/** @param declared the inputs by URN, as the engine asked about them one by one. */
export function coverageOf(
  resources: readonly PolicyResource[],
  declared: ReadonlyMap<string, Field>,
): Coverage {
  const managed = resources.filter(({ provider }) => provider !== undefined);
  // What is created has outputs, if only unknown ones.
  const leftOut = new Set(
    managed
      .filter(({ urn, props }) => {
        const inputs = declared.get(urn);
        return inputs?.keys().length === 0 && Field.of(props).keys().length === 0;
      })
      .map(({ urn }) => urn),
  );
  const shown = new Set(resources.map(({ urn }) => urn));
  const missing = [...declared.keys()].filter((urn) => !shown.has(urn)).length;
  return {
    complete: leftOut.size + missing === 0,
    planned: managed.length - leftOut.size,
    leftOut,
    missing,
  };
}

/** What people are told of a plan that is not the whole program, or is empty; undefined where all is there. */
export function describeGap({ complete, planned, leftOut, missing }: Coverage): string | undefined {
  if (complete) return planned === 0 ? "Nothing was judged: the plan holds no resource." : undefined;
  const gone = leftOut.size + missing;
  return `This plan is partial: ${gone} of ${planned + gone} resources are left out (--target, --exclude or an interruption). Policies on single resources judged the ${planned} that are planned; policies on how resources work together, and the failure analysis, judged nothing. Preview the whole stack for these.`;
}
