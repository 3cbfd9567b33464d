import { z } from "zod";
import { Refused } from "./exit-code";
import { outputsSchema, type OutputRegion } from "./outputs";

const name = z.string().min(1);

/**
 * - `lost`: the region that served is gone, or has to be left as if it were; what it had not replicated is lost;
 * - `back`: both regions answer, and nothing may be lost.
 */
export const modeSchema = z.enum(["lost", "back"]);

/** All that a run was begun with: it goes on with the same after a crash. */
export const situationSchema = z.strictObject({
  mode: modeSchema,
  from: name,
  to: name,
  outputs: outputsSchema,
  /** Instances that the region shall run; left out where something else scales it. */
  instances: z.int().positive().optional(),
  readyPath: name,
  /** The stores that have to move, as they were found. */
  stores: z.strictObject({
    database: z.enum(["instance", "aurora-global", "none"]),
    cache: z.enum(["global", "none"]),
  }),
  /** Checks that were not passed, and that a person went past. */
  accepted: z.array(name),
});
export type Situation = z.infer<typeof situationSchema>;

/** @throws {Refused} */
export function regionOf({ outputs }: Pick<Situation, "outputs">, region: string): OutputRegion {
  const found = outputs.regions.find((one) => one.name === region);
  if (found) return found;
  const names = outputs.regions.map((one) => one.name).join(", ");
  throw new Refused(`the stack has no region ${region}; it has ${names}`);
}
