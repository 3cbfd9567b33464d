/** Where a name leads: every answer that DNS may give for it, and what a request finds there. */
import { RECORD } from "../../resources";
import type { GraphNode } from "../graph/types";
import { covers } from "./certificates";
import { answered, everyOf, inOrder, unsure } from "./answers";
import { ENDPOINTS } from "./endpoints";
import type { Answer, Asking } from "./types";
import { onward, type Walk } from "./walk";

/** Asks whatever answers for the host of the request. */
export function atName(walk: Walk, asking: Asking): Answer {
  const { host } = asking.request;
  if (host === undefined) return unsure("the name that is asked");
  const records = recordsOf(walk, host.toLowerCase());
  return records.length === 0
    ? unsure(`what answers for ${host}`)
    : everyOf(records.map((record) => atRecord(walk, asking, record)));
}

/** The public records of a name: its own, or those of the wildcard that stands for it. */
function recordsOf({ model }: Walk, host: string): readonly GraphNode[] {
  const records = [...model.graph.nodes.values()].filter(
    ({ facts: { dns } }) =>
      dns?.recordName !== undefined && dns.policy !== "delivery" && dns.privateZone === undefined,
  );
  const exact = records.filter(({ facts }) => facts.dns?.recordName === host);
  return exact.length > 0 ? exact : records.filter(({ facts }) => covers(facts.dns?.recordName ?? "", host));
}

export function atRecord(before: Walk, asking: Asking, { urn, name, facts }: GraphNode): Answer {
  const walk = onward(before, { urn });
  const record = before.plan.byUrn(urn);
  if (walk === undefined || record === undefined) return unsure(`where ${name} leads`);
  const property = record.inputs.at("aliases").state === "absent" ? "records" : "aliases";
  const endpoints = walk.links.from(record, property, ENDPOINTS);
  if (endpoints.length > 0) {
    return inOrder(
      () => answered(name),
      () => everyOf(endpoints.map((endpoint) => walk.stops.atEndpoint(walk, asking, endpoint))),
    );
  }
  const [next] = walk.links.from(record, property, RECORD);
  const node = next && walk.model.graph.nodes.get(next.urn);
  if (node !== undefined) return atRecord(walk, asking, node);
  const [literal] = facts.dns?.literals ?? [];
  const following = literal === undefined ? [] : recordsOf(walk, literal);
  return following.length > 0
    ? everyOf(following.map((each) => atRecord(walk, asking, each)))
    : unsure(`what answers for ${asking.request.host ?? name}, to which ${name} leads`);
}
