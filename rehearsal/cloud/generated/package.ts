/**
 * Packages whose resources are values that the provider generates once (random, tls). They live in the
 * engine's state alone, and here as with the real providers the values are real.
 */
import { declarationOf } from "../declarations";
import { Refusal, type CloudPackage } from "../package";
import { changedKeys } from "../provider";
import { reveal, UNKNOWN, type Props } from "../wire";

export interface GeneratedValues {
  readonly id: string;
  readonly values: Props;
}

export interface ValueGenerator {
  /** Arguments that the provider fills in when they are left out. */
  readonly defaults?: Props;
  readonly generate: (inputs: Props) => GeneratedValues | Promise<GeneratedValues>;
}

export function generatedPackage(
  name: string,
  version: string,
  generators: Readonly<Record<string, ValueGenerator>>,
): CloudPackage {
  const generatorOf = (type: string): ValueGenerator => {
    const generator = generators[type];
    if (generator) return generator;
    const known = Object.keys(generators).join(", ");
    throw new Refusal(`${name}: the rehearsal cloud cannot make a ${type}; it makes ${known}`);
  };

  return {
    name,
    version,
    check: ({ type, inputs }) => ({ inputs: { ...generatorOf(type).defaults, ...inputs }, failures: [] }),
    diff({ oldInputs, inputs }) {
      // Another argument makes another value: there is no change in place.
      const changed = changedKeys(oldInputs, inputs);
      return { changed, replaceOn: changed, deleteBeforeReplace: false };
    },
    async create({ type, inputs, preview }) {
      if (preview) {
        const missing = [...declarationOf(type).computed.keys()].filter((key) => !(key in inputs));
        return {
          id: "",
          outputs: { ...inputs, ...Object.fromEntries(missing.map((key) => [key, UNKNOWN])) },
        };
      }
      const { id, values } = await generatorOf(type).generate(reveal(inputs));
      return { id, outputs: { ...inputs, ...values } };
    },
    read: ({ id, oldInputs, oldOutputs }) => ({ id, inputs: oldInputs, outputs: oldOutputs }),
    update: ({ inputs, oldOutputs }) => Promise.resolve({ ...oldOutputs, ...inputs }),
    delete: () => undefined,
  };
}
