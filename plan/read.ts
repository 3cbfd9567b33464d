/** Reads a plan from what the engine writes: `pulumi preview --json`, `pulumi stack export`, or a state file. */
import { readFileSync } from "node:fs";
import { z } from "zod";
import { PulumiPlan, worldwide, type PlanResource } from "./plan";

/** The text is no plan; the message says why and what to do. */
export class PlanError extends Error {
  override readonly name = "PlanError";
}

const stateSchema = z.object({
  urn: z.string(),
  type: z.string(),
  inputs: z.record(z.string(), z.unknown()).nullish(),
  provider: z.string().nullish(),
  propertyDependencies: z.record(z.string(), z.array(z.string()).nullable()).nullish(),
});

type EngineState = z.infer<typeof stateSchema>;

const previewSchema = z.object({
  config: z.record(z.string(), z.string()).optional(),
  steps: z.array(z.object({ op: z.string(), newState: stateSchema.nullish() })),
});

const deploymentSchema = z.object({ resources: z.array(stateSchema) });

const exportSchema = z.object({ deployment: deploymentSchema });

/** The engine's own file of a stack, in a backend of files. */
const checkpointSchema = z
  .object({ checkpoint: z.object({ latest: deploymentSchema }) })
  .transform(({ checkpoint: { latest } }) => ({ deployment: latest }));

/** Steps that leave a resource that was there before where it is. */
const KEPT = new Set(["same", "update", "refresh", "read"]);

/** Steps after which a resource is gone, or that only prepare another step. */
const GONE = /^(delete|discard|remove)/;

/**
 * Reads a preview, an export or a state. Of the latter two every resource counts as still to be created.
 * @param text what the engine printed; lines before the first `{` are passed over.
 * @throws {PlanError}
 */
export function parsePlan(text: string): PulumiPlan {
  const value = parseJson(text);
  const preview = previewSchema.safeParse(value);
  if (preview.success) {
    const steps = preview.data.steps.filter(({ op, newState }) => newState && !GONE.test(op));
    const states = steps.map(({ op, newState }) => ({
      state: newState as EngineState,
      exists: KEPT.has(op),
    }));
    return new PulumiPlan(toResources(states), preview.data.config);
  }
  const exported = exportSchema.safeParse(value);
  const { data } = exported.success ? exported : checkpointSchema.safeParse(value);
  if (data) {
    return new PulumiPlan(toResources(data.deployment.resources.map((state) => ({ state, exists: false }))));
  }
  const looksExported = typeof value === "object" && value !== null && !("steps" in value);
  const problem = looksExported ? exported.error : preview.error;
  const details = problem ? `\n${z.prettifyError(problem)}` : "";
  throw new PlanError(
    `this is no plan: write one with "pulumi preview --json" or "pulumi stack export"${details}`,
  );
}

/** @throws {PlanError} when there is no such file, or no plan in it. */
export function readPlan(path: string): PulumiPlan {
  try {
    return parsePlan(readFileSync(path, "utf8"));
  } catch (error) {
    throw new PlanError(`the plan ${path} cannot be read: ${(error as Error).message}`);
  }
}

function parseJson(text: string): unknown {
  const start = /^\{/m.exec(text)?.index;
  if (start === undefined)
    throw new PlanError("the text holds no JSON object: was the preview made with --json?");
  try {
    return JSON.parse(text.slice(start));
  } catch (error) {
    throw new PlanError(`the JSON is cut short or not alone in the text: ${(error as Error).message}`);
  }
}

interface PlannedState {
  readonly state: EngineState;
  readonly exists: boolean;
}

function toResources(planned: readonly PlannedState[]): readonly PlanResource[] {
  const regionByProvider = new Map<string, string>();
  for (const { state } of planned.filter(({ state: { type } }) => type === "pulumi:providers:aws")) {
    const region = state.inputs?.["region"];
    if (typeof region === "string") regionByProvider.set(state.urn, region);
  }
  // A replacement takes several steps about one URN: the last one that leaves a resource is what will be there.
  const byUrn = new Map(
    planned.map(({ state, exists }) => [state.urn, toResource(state, exists, regionByProvider)]),
  );
  return [...byUrn.values()];
}

function toResource(
  state: EngineState,
  exists: boolean,
  regionByProvider: ReadonlyMap<string, string>,
): PlanResource {
  const { urn, type, provider, propertyDependencies } = state;
  const inputs = state.inputs ?? {};
  const references = Object.entries(propertyDependencies ?? {}).map(([key, urns]) => [key, urns ?? []]);
  return {
    urn,
    type,
    name: urn.slice(urn.lastIndexOf("::") + 2),
    region: regionOf(type, inputs, provider ?? "", regionByProvider),
    exists,
    inputs,
    references: Object.fromEntries(references) as PlanResource["references"],
  };
}

/** Services whose resources belong to no region, whatever provider makes them. */
const WORLDWIDE = /^aws:(route53|iam|cloudfront|globalaccelerator|shield)\//;

function regionOf(
  type: string,
  inputs: Readonly<Record<string, unknown>>,
  provider: string,
  regionByProvider: ReadonlyMap<string, string>,
): string | undefined {
  if (!type.startsWith("aws:")) return undefined;
  if (WORLDWIDE.test(type)) return worldwide;
  // The provider takes a region for a single resource as well, and that one wins.
  if (typeof inputs["region"] === "string") return inputs["region"];
  return regionByProvider.get(provider.slice(0, provider.lastIndexOf("::"))) ?? worldwide;
}
