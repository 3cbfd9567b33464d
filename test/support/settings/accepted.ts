import fc from "fast-check";
import { parseSettings, SettingsError } from "../../../config";
import { type Choices, rawSection, rawSettings } from "./arbitrary";

const tries = 600;

type Raw = Readonly<Record<string, unknown>>;

/** Rounds in which a section keeps its mode, so that all modes are met. */
const patience = 60;

/**
 * A configuration that the parser accepts: one that is good by parts, of which whatever the parser names is drawn anew.
 * @param seed the same one gives the same configuration, as long as the schema is the same.
 * @throws {Error} when none is found, with what the parser said last.
 */
export function acceptedSettings(seed: number, choices: Choices): Raw {
  let raw: Raw = draw(rawSettings(choices), seed);
  for (let round = 1; round <= tries; round++) {
    const mistakes = mistakesOf(raw);
    const mistake = mistakes[round % mistakes.length];
    if (mistake === undefined) return raw;
    const [key = ""] = mistake.split(/[.[ ]/);
    // The other one of two that do not fit is not named: it is left out now and then, for it may be any.
    const other = round % 8 === 0 ? Object.keys(raw)[round % Object.keys(raw).length] : undefined;
    raw =
      other === undefined
        ? redrawn(raw, key, { choices, seed: seed * tries + round, round })
        : without(raw, other);
  }
  throw new Error(`nothing was accepted in ${tries} rounds: ${mistakesOf(raw).join("\n")}`);
}

interface Draw {
  readonly choices: Choices;
  readonly seed: number;
  readonly round: number;
}

/** @throws {Error} for a mistake that names no setting. */
function redrawn(raw: Raw, key: string, { choices, seed, round }: Draw): Raw {
  const section = rawSection(key, choices, round < patience ? raw[key] : undefined);
  if (section === undefined) throw new Error(`${key} is called no setting; mend the message that names it`);
  return { ...raw, [key]: draw(section, seed) };
}

const without = (raw: Raw, left: string): Raw =>
  Object.fromEntries(Object.entries(raw).filter(([key]) => key !== left));

function draw<T>(values: fc.Arbitrary<T>, seed: number): T {
  const [value] = fc.sample(values, { numRuns: 1, seed });
  return value as T;
}

function mistakesOf(raw: Raw): readonly string[] {
  try {
    parseSettings(raw);
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.mistakes;
    throw error;
  }
}
