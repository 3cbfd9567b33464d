import * as pulumi from "@pulumi/pulumi";

import { mutations, type Earlier } from "../mutations";

const policy = process.env["STANDFAST_MUTATION"];
const mutation = mutations.find((one) => one.policy === policy);
if (mutation === undefined) throw new Error(`STANDFAST_MUTATION names no mutation: ${policy ?? "nothing"}`);

const earlier: Earlier = new Map();

// A transformation and not a transform: those are answered by the engine, and arrive after the order of declaration is lost.
pulumi.runtime.registerStackTransformation(({ resource, type, name, props, opts }) => {
  const given = { resource, props: { ...(props as Record<string, unknown>) }, opts: { ...opts } };
  earlier.set(name, given);
  if (type !== mutation.type || !mutation.name.test(name)) return undefined;
  mutation.change(given, earlier);
  return { props: given.props, opts: given.opts };
});
