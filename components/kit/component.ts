import * as pulumi from "@pulumi/pulumi";

/**
 * Base class of every component: names its children, parents them, and refuses bad arguments.
 *
 * A child is called `<component>-<role>`. The logical name is identity: renaming one replaces the resource
 * unless the change carries an alias.
 */
export abstract class Component extends pulumi.ComponentResource {
  readonly #name: string;

  /** @param kind where the class lives, `<domain>:<Class>`, for example `network:Network`. */
  protected constructor(kind: `${string}:${string}`, name: string, opts?: pulumi.ComponentResourceOptions) {
    super(`standfast:${kind}`, name, {}, opts);
    this.#name = name;
  }

  /** The logical name of the child that plays `role` here. */
  protected childName(role: string): string {
    return `${this.#name}-${role}`;
  }

  /** Options of a child: parented to this component, with `extra` on top. */
  protected child(extra: pulumi.CustomResourceOptions = {}): pulumi.CustomResourceOptions {
    return { parent: this, ...extra };
  }

  /**
   * Refuses arguments that cannot work.
   * @throws {pulumi.ResourceError} with `message`, which says what was wrong, what was found, and what to do.
   */
  protected require(condition: boolean, message: string): asserts condition {
    if (!condition) throw new pulumi.ResourceError(message, this, true);
  }
}
