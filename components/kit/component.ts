import * as pulumi from "@pulumi/pulumi";

/**
 * Base class of every component: names its children, parents them, and refuses bad arguments.
 *
 * A child is called `<component>-<role>`. The logical name is identity: renaming one replaces the resource
 * unless the change carries an alias.
 */
export abstract class Component extends pulumi.ComponentResource {
  readonly #name: string;
  readonly #after: readonly pulumi.Input<pulumi.Resource>[];

  /** @param kind where the class lives, `<domain>:<Class>`, for example `network:Network`. */
  protected constructor(kind: `${string}:${string}`, name: string, opts?: pulumi.ComponentResourceOptions) {
    super(`standfast:${kind}`, name, {}, opts);
    this.#name = name;
    this.#after = listOf(opts?.dependsOn);
  }

  /** The logical name of the child that plays `role` here. */
  protected childName(role: string): string {
    return `${this.#name}-${role}`;
  }

  /**
   * Options of a child: parented to this component, with `extra` on top. It waits for what the component was told to
   * depend on, which Pulumi by itself does not hand down.
   */
  protected child(extra: pulumi.CustomResourceOptions = {}): pulumi.CustomResourceOptions {
    return { parent: this, ...extra, dependsOn: [...this.#after, ...listOf(extra.dependsOn)] };
  }

  /** Options of a child that is a component itself: it waits as {@link child} does. */
  protected nested(): pulumi.ComponentResourceOptions {
    return { parent: this, dependsOn: [...this.#after] };
  }

  /**
   * Refuses arguments that cannot work.
   * @throws {pulumi.ResourceError} with `message`, which says what was wrong, what was found, and what to do.
   */
  protected require(condition: boolean, message: string): asserts condition {
    if (!condition) throw new pulumi.ResourceError(message, this, true);
  }
}

type DependsOn = pulumi.ResourceOptions["dependsOn"];

/** @throws {TypeError} for a list that is not known yet: order has to be. */
function listOf(dependsOn: DependsOn): readonly pulumi.Input<pulumi.Resource>[] {
  if (dependsOn === undefined) return [];
  if (Array.isArray(dependsOn)) return dependsOn;
  if (pulumi.Resource.isInstance(dependsOn)) return [dependsOn];
  throw new TypeError("dependsOn must be a resource or a list of them, got a promise; await it first");
}
