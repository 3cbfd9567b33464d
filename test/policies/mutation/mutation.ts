/** What a mutation is, and the changes that most of them make. */
import type * as pulumi from "@pulumi/pulumi";

export interface Given {
  readonly resource: pulumi.Resource;
  readonly props: Record<string, unknown>;
  readonly opts: pulumi.CustomResourceOptions;
}

/** What was declared before: several types share a name. */
export type Earlier = (type: string, name: string) => Given | undefined;

export interface Mutation {
  /** The policy that must notice. */
  readonly policy: string;
  /** Those that rightly notice too: the failure analysis sees the same hole from the side of the failure. */
  readonly also?: readonly string[];
  readonly type: string;
  readonly name: RegExp;
  readonly change: (given: Given, earlier: Earlier) => void;
}

/** Sets properties, nested ones by path. */
export const set =
  (changes: Readonly<Record<string, unknown>>): Mutation["change"] =>
  ({ props }) => {
    for (const [path, value] of Object.entries(changes)) {
      const keys = path.split(".");
      const last = keys.pop() ?? path;
      let container = props;
      for (const key of keys) {
        container[key] = { ...(container[key] as Record<string, unknown>) };
        container = container[key] as Record<string, unknown>;
      }
      container[last] = value;
    }
  };

/** Leaves the last element of a list out. */
export const shorten =
  (property: string): Mutation["change"] =>
  ({ props }) => {
    props[property] = (props[property] as readonly unknown[]).slice(0, -1);
  };
