/**
 * The one way in which policies read properties.
 *
 * During a preview the SDK's properties throw as soon as an unknown value is touched, and the SDK then reports the
 * whole policy as "can't run", advisory even when the policy is mandatory. So nothing else reads them: a `Field` never
 * throws, and says of each value whether it is known, unknown or absent.
 */

import { settledValue } from "./assets";

/** What reading one value gave. Unknown is what only the deployment will tell. */
export type Read<T> =
  | { readonly state: "known"; readonly value: T; readonly path: string }
  | { readonly state: "unknown"; readonly path: string }
  | { readonly state: "absent"; readonly path: string };

/** What stands in for the text of a password, token or key: rules may learn that it is there, never what it is. */
export const REDACTED = "[secret]";

const SENSITIVE =
  /password|passphrase|secret(string|binary|key)|authtoken|privatekey|userdata|credentialsjson/i;

type State = Read<unknown>["state"];

/** A place in a resource's properties, such as `spec.template.spec.containers[0].image`. */
export class Field {
  readonly path: string;
  readonly state: State;
  // Private to the class, so that neither JSON.stringify nor util.inspect can print a secret by accident.
  readonly #value: unknown;

  private constructor(path: string, state: State, value?: unknown) {
    this.path = path;
    this.state = state;
    this.#value = value;
  }

  /** The properties of a resource as a whole. */
  static of(props: object): Field {
    return new Field("", "known", props);
  }

  /** The field at `path`, such as `healthCheck.interval`; names only, for elements of lists use `items`. */
  at(path: string): Field {
    return path.split(".").reduce<Field>((field, key) => field.#step(key), this);
  }

  /** One property whose name may contain dots, such as the label `app.kubernetes.io/name`. */
  key(name: string): Field {
    return this.#step(name);
  }

  /** Whether it is known to be a list. */
  get isList(): boolean {
    return Array.isArray(this.#value);
  }

  /** The elements of a list; none when it is absent, unknown or no list (ask `state` first where that matters). */
  items(): readonly Field[] {
    const { length } = Array.isArray(this.#value) ? this.#value : [];
    return Array.from({ length }, (_, index) => this.#step(index));
  }

  /** The names of an object's properties, sorted. */
  keys(): readonly string[] {
    return this.#value instanceof Object && !Array.isArray(this.#value)
      ? Object.keys(this.#value).sort()
      : [];
  }

  /** A number; Kubernetes and AWS also accept its text. */
  number(): Read<number> {
    return this.#as((value) => {
      if (typeof value === "number") return value;
      return typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : undefined;
    });
  }

  /** A switch; AWS also accepts its text. */
  boolean(): Read<boolean> {
    return this.#as((value) => {
      if (typeof value === "boolean") return value;
      return value === "true" || value === "false" ? value === "true" : undefined;
    });
  }

  /** A text; of a password, token or key only {@link REDACTED}. Numbers are read as their text. */
  string(): Read<string> {
    return this.#as((value) => {
      if (typeof value !== "string" && typeof value !== "number") return undefined;
      return SENSITIVE.test(this.path) ? REDACTED : String(value);
    });
  }

  /** Whether a text matches, decoded where it is base64; that much may be asked of what is never shown. */
  matches(pattern: RegExp): Read<boolean> {
    return this.#as((value) => (typeof value === "string" ? pattern.test(decoded(value)) : undefined));
  }

  /** The numbers that a pattern's group finds in such a text: figures alone, in their order. */
  numbersAt(pattern: RegExp): Read<readonly number[]> {
    const all = new RegExp(pattern, pattern.flags.replace("g", "") + "g");
    return this.#as((value) =>
      typeof value === "string"
        ? [...decoded(value).matchAll(all)].map(([, figure]) => Number(figure))
        : undefined,
    );
  }

  /** Every text below it that is known, except of passwords, tokens and keys. */
  texts(): readonly string[] {
    if (this.state !== "known") return [];
    if (this.isList) return this.items().flatMap((item) => item.texts());
    const keys = this.keys();
    if (keys.length > 0) return keys.flatMap((key) => this.key(key).texts());
    const read = this.string();
    return read.state === "known" && read.value !== REDACTED ? [read.value] : [];
  }

  /** A list of texts; unknown as soon as one of them is. */
  strings(): Read<readonly string[]> {
    const { path, state } = this;
    if (state !== "known") return { path, state };
    const texts = this.items().map((item) => item.string());
    const known = texts.flatMap((text) => (text.state === "known" ? [text.value] : []));
    const complete = this.isList && known.length === texts.length;
    return complete ? { path, state, value: known } : { path, state: "unknown" };
  }

  #as<T>(convert: (value: unknown) => T | undefined): Read<T> {
    const { path, state } = this;
    if (state !== "known") return { path, state };
    const value = convert(this.#value);
    // A value of another type is no value that a rule can judge, and no reason to let the resource pass.
    return value === undefined ? { path, state: "unknown" } : { path, state, value };
  }

  #step(key: string | number): Field {
    const path = this.#join(key);
    if (this.state !== "known") return new Field(path, this.state);
    const container = this.#value;
    // `in` is safe on the SDK's proxies; reading an unknown value is what throws.
    if (!(container instanceof Object) || !(key in container)) return new Field(path, "absent");
    let value: unknown;
    try {
      value = (container as Record<string | number, unknown>)[key];
    } catch {
      return new Field(path, "unknown");
    }
    const settled = value instanceof Promise ? settledValue(value) : value;
    if (settled === undefined && value instanceof Promise) return new Field(path, "unknown");
    return settled === undefined || settled === null
      ? new Field(path, "absent")
      : new Field(path, "known", settled);
  }

  #join(key: string | number): string {
    if (typeof key === "number") return `${this.path}[${key}]`;
    return this.path === "" ? key : `${this.path}.${key}`;
  }
}

function decoded(text: string): string {
  const isEncoded = /^[A-Za-z0-9+/\s]+=*\s*$/.test(text);
  return isEncoded ? Buffer.from(text, "base64").toString() : text;
}
