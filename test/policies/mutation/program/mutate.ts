import * as pulumi from "@pulumi/pulumi";

import type { Given } from "../mutation";
import { mutations } from "../mutations";

const policy = process.env["STANDFAST_MUTATION"];
const mutation = mutations.find((one) => one.policy === policy);
if (mutation === undefined && policy !== "nothing")
  throw new Error(`STANDFAST_MUTATION names no mutation: ${policy ?? "nothing at all"}`);

const declared = new Map<string, Given>();
const earlier = (type: string, name: string): Given | undefined => declared.get(`${type} ${name}`);

// A transformation and not a transform: those are answered by the engine, and arrive after the order of declaration is lost.
pulumi.runtime.registerStackTransformation(({ resource, type, name, props, opts }) => {
  const given = { resource, props: { ...(props as Record<string, unknown>) }, opts: { ...opts } };
  declared.set(`${type} ${name}`, given);
  if (type !== mutation?.type || !mutation.name.test(name)) return undefined;
  mutation.change(given, earlier);
  return { props: given.props, opts: given.opts };
});
