import { z } from "zod";
import { Refused } from "../../model/exit-code";
import { readFileOrRefuse } from "./permit";

const name = z.string().min(1);

/** One region of the stack, as its program outputs it. Other outputs are ignored. */
const regionSchema = z.object({
  name,
  autoScalingGroup: name,
  databaseEndpoint: name,
  cacheEndpoint: name,
});

const stackSchema = z.object({
  url: z.url({ protocol: /^https$/ }),
  regions: z.tuple([regionSchema], regionSchema),
});

export type Stack = z.infer<typeof stackSchema>;
export type StackRegion = z.infer<typeof regionSchema>;

/** @throws {Refused} with every mistake. */
export function parseStack(value: unknown): Stack {
  const { data, error } = stackSchema.safeParse(value);
  if (!data)
    throw new Refused(`the stack outputs are not those of this platform:\n${z.prettifyError(error)}`);
  return data;
}

/** Reads what `pulumi stack output --json` wrote. @throws {Refused} */
export function readStack(path: string): Stack {
  return parseStack(readFileOrRefuse(path, "stack outputs"));
}
