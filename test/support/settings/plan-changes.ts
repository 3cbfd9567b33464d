/** What an update would do to resources, by two recorded plans of it: no engine, and no cloud. */
import { isDeepStrictEqual } from "node:util";
import { replacing } from "../../../rehearsal/cloud/aws/provider/replacement";
import type { Props } from "../../../rehearsal/cloud/wire";
import type { Changes } from "../../engine/transitions/cycle";
import type { Recorded } from "../mocks";

/** The parts of a URN that tell type and name, as the engine writes it. */
const urnOf = ({ type, name, parent }: Recorded) =>
  `urn:pulumi:test::standfast::${parent ?? ""}$${type}::${name}`;

/** Resources of the first plan that the second one lacks, or could have only as another. */
export function changesBetween(before: readonly Recorded[], after: readonly Recorded[]): Changes {
  const now = new Map(after.map((resource) => [urnOf(resource), resource]));
  const old = new Set(before.map(urnOf));
  const both = before.flatMap((was) => {
    const is = now.get(urnOf(was));
    return is ? [{ was, is }] : [];
  });
  const [replaced, kept] = [both.filter(isReplaced), both.filter((pair) => !isReplaced(pair))];
  return {
    created: [...now.keys()].filter((urn) => !old.has(urn)),
    deleted: [...old].filter((urn) => !now.has(urn)),
    replaced: replaced.map(({ was }) => urnOf(was)),
    changed: kept.filter(({ was, is }) => changedInputs(was, is).length > 0).map(({ was }) => urnOf(was)),
  };
}

function isReplaced({ was, is }: { readonly was: Recorded; readonly is: Recorded }): boolean {
  // A region is a provider: what moves to another one is made anew there.
  if (was.provider !== is.provider) return true;
  const changed = changedInputs(was, is);
  if (/^(random|tls):/.test(is.type)) return changed.length > 0;
  if (changed.some((key) => is.replaceOnChanges.includes(key))) return true;
  // What the mocks record is plain data, as the provider sees it.
  const [before, after] = [was.inputs as Props, is.inputs as Props];
  return is.type.startsWith("aws:") && replacing(is.type, changed, before, after).length > 0;
}

function changedInputs(was: Recorded, is: Recorded): readonly string[] {
  const keys = new Set([...Object.keys(was.inputs), ...Object.keys(is.inputs)]);
  return [...keys].filter(
    (key) => !is.ignoreChanges.includes(key) && !isDeepStrictEqual(was.inputs[key], is.inputs[key]),
  );
}
