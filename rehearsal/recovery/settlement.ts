/** After a command: whether the cloud and the engine's state say the same, and what it means when they do not. */
import type { CloudStore } from "../cloud/store";
import { compare, type StackIdentity } from "./comparison";
import type { StackState } from "./stack-state";

/** What the next run does about every difference; it ends each sentence about one. */
const REMEDY = "run the same command again: it begins with taking up what is left";

/**
 * Notes what the state knows, and what it let go of on purpose.
 * @param succeeded whether the engine said so.
 * @returns a sentence about every difference that is nobody's intention; undefined where there is none.
 */
export function settle(
  state: StackState,
  cloud: CloudStore,
  identity: StackIdentity,
  say: (line: string) => void,
): string | undefined {
  const { matched, missing, strays } = compare(state, cloud, identity);
  cloud.mark(matched, true);
  const released = strays.filter(({ inState }) => inState === true);
  const unconfirmed = strays.filter(({ inState }) => inState === undefined);
  if (state.pending.length + missing.length + unconfirmed.length > 0) {
    return (
      `cloud and state differ: ${missing.length} resources of the state do not exist, ${unconfirmed.length} that ` +
      `exist are not in the state, ${state.pending.length} operations were interrupted; ${REMEDY}`
    );
  }
  cloud.mark(released, false);
  if (released.length > 0) {
    say(`${released.length} resources stay in the cloud without a stack: the state let go of them`);
  }
  return undefined;
}

/** @param signal that ended the engine. */
export function engineKilled(signal: NodeJS.Signals): string {
  return `the engine was ended by ${signal} before it was done; ${REMEDY}`;
}
