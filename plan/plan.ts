/** What a Pulumi stack is about to be made of, as plain data: the preflight and the cost estimate read nothing else. */

/** The region of what belongs to none: Route 53, IAM, CloudFront, Global Accelerator. */
export const worldwide = "global";

export interface PlanResource {
  readonly urn: string;
  /** Type token, such as `aws:ec2/eip:Eip`. */
  readonly type: string;
  /** The logical name, the last part of the URN. */
  readonly name: string;
  /** AWS region, or `worldwide`; undefined for what is not of AWS. */
  readonly region: string | undefined;
  /** Whether it is there already: an engine that knew the real state planned no creation. */
  readonly exists: boolean;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** For each property, the URNs of the resources whose outputs it is made from. */
  readonly references: Readonly<Record<string, readonly string[]>>;
}

export class PulumiPlan {
  readonly #byUrn: ReadonlyMap<string, PlanResource>;

  constructor(
    readonly resources: readonly PlanResource[],
    /** The stack's configuration, structured values as JSON text; empty where the source carries none. */
    readonly config: Readonly<Record<string, string>> = {},
  ) {
    this.#byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  }

  ofType(...types: readonly string[]): readonly PlanResource[] {
    return this.resources.filter(({ type }) => types.includes(type));
  }

  /** The AWS regions that hold a part of the stack, sorted. */
  regions(): readonly string[] {
    const found = new Set(this.resources.map(({ region }) => region));
    return [...found].filter((region) => region !== undefined && region !== worldwide).sort() as string[];
  }

  /** The resources of one type whose outputs a property is made from. */
  referenced(resource: PlanResource, property: string, type: string): readonly PlanResource[] {
    return (resource.references[property] ?? [])
      .map((urn) => this.#byUrn.get(urn))
      .filter((target) => target?.type === type) as PlanResource[];
  }
}
