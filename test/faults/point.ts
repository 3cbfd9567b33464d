/** What is done to a rehearsal, and when: a point is drawn from its seed alone. */
import { SeededRandom } from "./random";

/** A moment of an operation: after so many changes of the cloud, and then so many milliseconds. */
export interface Moment {
  readonly changes: number;
  readonly milliseconds: number;
}

export interface KillFault {
  readonly fault: "kill";
  readonly target: "engine" | "cloud" | "both";
  readonly signal: "SIGINT" | "SIGTERM" | "SIGKILL";
  readonly moment: Moment;
  /** When the run that takes it up is killed as well; absent where it is not. */
  readonly again?: Moment;
}

export interface FullDiskFault {
  readonly fault: "full disk";
  readonly moment: Moment;
}

/** Files that a crash of the machine, or a person, can spoil. */
export const SPOILABLE = [
  "state",
  "state and its last backup",
  "state and every backup",
  "attributes of the state",
  "journal",
  "layout of the backend",
  "lock of the engine",
  "lock of the engine, half written",
  "lock of the rehearsal",
] as const;

export interface SpoiledFileFault {
  readonly fault: "spoiled file";
  readonly file: (typeof SPOILABLE)[number];
  readonly how: "emptied" | "cut in half" | "null";
}

export type InjectedFault = KillFault | FullDiskFault | SpoiledFileFault;

export interface FaultPoint {
  readonly seed: number;
  /** What runs while it happens; a file is spoiled before it. */
  readonly operation: "first up" | "second up" | "refresh" | "destroy";
  readonly fault: InjectedFault;
}

export function drawPoint(seed: number): FaultPoint {
  const random = new SeededRandom(seed);
  const operation = random.pick(["first up", "second up", "second up", "refresh", "destroy"] as const);
  return { seed, operation, fault: drawFault(random, operation) };
}

function drawFault(random: SeededRandom, operation: FaultPoint["operation"]): InjectedFault {
  const moment = (): Moment =>
    operation === "refresh"
      ? { changes: 0, milliseconds: random.below(4_000) }
      : { changes: random.below(18), milliseconds: random.below(150) };
  const kind = random.below(10);
  if (kind === 0) return { fault: "full disk", moment: moment() };
  if (kind <= 2) {
    return {
      fault: "spoiled file",
      file: random.pick(SPOILABLE),
      how: random.pick(["emptied", "cut in half", "null"] as const),
    };
  }
  return {
    fault: "kill",
    target: random.pick(["engine", "cloud", "both"] as const),
    signal: random.pick(["SIGINT", "SIGTERM", "SIGKILL", "SIGKILL"] as const),
    moment: moment(),
    ...(random.below(4) === 0 && { again: { changes: 0, milliseconds: random.below(4_000) } }),
  };
}

export function describePoint({ seed, operation, fault }: FaultPoint): string {
  return `point ${seed}, ${operation}: ${describeFault(fault)}`;
}

function describeFault(fault: InjectedFault): string {
  switch (fault.fault) {
    case "kill": {
      const again = fault.again ? ", then once more while it is taken up" : "";
      return `${fault.signal} to ${fault.target}${describeMoment(fault.moment)}${again}`;
    }
    case "full disk":
      return `the disk fills${describeMoment(fault.moment)}`;
    case "spoiled file":
      return `${fault.file} ${fault.how}`;
  }
}

function describeMoment({ changes, milliseconds }: Moment): string {
  return ` ${milliseconds} ms after change ${changes}`;
}
