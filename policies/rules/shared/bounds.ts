import type { Read } from "../../framework/field";
import { fail, judge, pass, type PolicyVerdict } from "../../framework/verdict";

interface Bound {
  /** What holds when the property is left out; without one, leaving it out is a violation. */
  readonly otherwise?: number;
  /** What the property is counted in, such as `s`. */
  readonly unit?: string;
}

/** A number that must not be lower than `minimum`. */
export function atLeast(read: Read<number>, minimum: number, bound: Bound = {}): readonly PolicyVerdict[] {
  return bounded(read, bound, (value) => value >= minimum, `${minimum}${suffix(bound)} or more`);
}

/** A number that must not be higher than `maximum`. */
export function atMost(read: Read<number>, maximum: number, bound: Bound = {}): readonly PolicyVerdict[] {
  return bounded(read, bound, (value) => value <= maximum, `${maximum}${suffix(bound)} or less`);
}

function bounded(read: Read<number>, bound: Bound, holds: (value: number) => boolean, wanted: string) {
  const { path } = read;
  const fix = `set ${path} to ${wanted}`;
  return judge(read, {
    known: (value) => (holds(value) ? pass : fail(`${path} is ${value}${suffix(bound)}`, fix)),
    absent: () => {
      if (bound.otherwise === undefined) return fail(`${path} is not set`, fix);
      return holds(bound.otherwise)
        ? pass
        : fail(`${path} is not set, which means ${bound.otherwise}${suffix(bound)}`, fix);
    },
  });
}

function suffix({ unit }: Bound): string {
  return unit === undefined ? "" : ` ${unit}`;
}

/** A switch that must be on. */
export function mustBeOn(read: Read<boolean>, otherwise = false): readonly PolicyVerdict[] {
  return mustBe(read, true, otherwise);
}

/** A switch that must be off. */
export function mustBeOff(read: Read<boolean>, otherwise = false): readonly PolicyVerdict[] {
  return mustBe(read, false, otherwise);
}

function mustBe(read: Read<boolean>, wanted: boolean, otherwise: boolean): readonly PolicyVerdict[] {
  const { path } = read;
  const fix = `set ${path} to ${wanted}`;
  return judge(read, {
    known: (value) => (value === wanted ? pass : fail(`${path} is ${value}`, fix)),
    absent: () => (otherwise === wanted ? pass : fail(`${path} is not set, which means ${otherwise}`, fix)),
  });
}
