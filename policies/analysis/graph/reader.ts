import type { Field, Read } from "../../framework/field";
import type { Plan, PlannedResource } from "../../framework/planned";
import type { TriState, Facts } from "./types";

/** Tags by which a program may say more than its resources do. */
export const NEEDED_TAG = "standfast:needed";
export const REGION_TAG = "standfast:region";
export const TIER_TAG = "standfast:tier";

/** Reads one resource's settings, with AWS's defaults for what the program left out, and notes what is unknown. */
export class Reader {
  readonly #unknowns: string[] = [];

  constructor(
    readonly resource: PlannedResource,
    readonly plan: Plan,
  ) {}

  /** Properties read so far that only the deployment will tell. */
  get unknowns(): readonly string[] {
    return this.#unknowns;
  }

  field(path: string): Field {
    return this.resource.inputs.at(path);
  }

  number<D extends number | undefined>(path: string, left: D): number | D | undefined {
    return this.#settle(this.field(path).number(), left);
  }

  text(path: string): string | undefined {
    return this.#settle(this.field(path).string(), undefined);
  }

  /** @param left what AWS takes when the program says nothing. */
  answer(path: string, left: "yes" | "no"): TriState {
    const read = this.field(path).boolean();
    if (read.state === "known") return read.value ? "yes" : "no";
    if (read.state === "absent") return left;
    this.#unknowns.push(path);
    return "unknown";
  }

  /** Whether the program sets it at all, known or not. */
  has(path: string): boolean {
    return this.field(path).state !== "absent";
  }

  /**
   * What a tag says; tags are a map, and a list of keys and values on Auto Scaling groups. Kubernetes has annotations
   * instead, whose names hold no colon: `standfast/needed`.
   */
  tag(key: string): string | undefined {
    if (this.resource.type.startsWith("kubernetes:")) {
      return valueOf(this.field("metadata.annotations").key(key.replace(":", "/")).string());
    }
    const tags = this.field("tags");
    const entry = tags.isList
      ? tags
          .items()
          .find((tag) => valueOf(tag.at("key").string()) === key)
          ?.at("value")
      : tags.key(key);
    return entry && valueOf(entry.string());
  }

  /** What the program claims about the resource by tags. */
  claims(): Facts {
    const needed = Number(this.tag(NEEDED_TAG));
    const [claimedRegion, claimedTier] = [this.tag(REGION_TAG), this.tag(TIER_TAG)];
    return {
      ...(Number.isInteger(needed) && needed > 0 && { neededUnits: needed }),
      ...(claimedRegion !== undefined && { claimedRegion }),
      ...(claimedTier !== undefined && { claimedTier }),
    };
  }

  #settle<T, D>(read: Read<T>, left: D): T | D | undefined {
    if (read.state === "known") return read.value;
    if (read.state === "absent") return left;
    this.#unknowns.push(read.path);
    return undefined;
  }
}

export function valueOf<T>(read: Read<T>): T | undefined {
  return read.state === "known" ? read.value : undefined;
}
