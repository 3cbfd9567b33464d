/** Finds the typed edges of a plan, by the tables of `references.ts`. */
import type { Plan, PlannedResource } from "../../framework/planned";
import { isOneOf } from "../../resources";
import { ATTACHMENTS } from "./attachments";
import { grouped } from "./grouped";
import type { AttachmentReference, PropertyReference } from "./references";
import { REFERENCES } from "./references";
import { BACKUP, CLUSTERED, CREDENTIALS } from "./relations";
import { hostsOf } from "./scheduling";
import type { Edge } from "./types";

interface Targets {
  readonly urns: readonly string[];
  readonly exact: boolean;
}

/** Every edge, in the order of the tables and of URNs. */
export function edgesOf(plan: Plan): readonly Edge[] {
  return [
    ...REFERENCES.flatMap((reference) =>
      plan.ofType(reference.types).flatMap((resource) => referenceEdges(plan, resource, reference)),
    ),
    ...ATTACHMENTS.flatMap((attachment) =>
      plan.ofType(attachment.types).flatMap((resource) => attachmentEdges(plan, resource, attachment)),
    ),
    ...clusterEdges(plan),
    ...credentialEdges(plan),
    ...backupEdges(plan),
  ];
}

function referenceEdges(
  plan: Plan,
  resource: PlannedResource,
  reference: PropertyReference,
): readonly Edge[] {
  const { urns, exact } = targets(plan, resource, reference);
  return urns.map((to) => ({ kind: reference.kind, from: resource.urn, to, by: resource.urn, exact }));
}

function attachmentEdges(
  plan: Plan,
  resource: PlannedResource,
  { kind, from, to }: AttachmentReference,
): readonly Edge[] {
  const [sources, sinks] = [targets(plan, resource, from), targets(plan, resource, to)];
  const exact = sources.exact && sinks.exact;
  return sources.urns.flatMap((source) =>
    sinks.urns
      // A rule that names its own source among what it was computed from refers to nothing.
      .filter((sink) => sink !== source)
      .map((sink) => ({ kind, from: source, to: sink, by: resource.urn, exact })),
  );
}

/**
 * What a property points to: exactly, where there are as many references as resources that they were computed from.
 * That holds before and after deployment, whatever the provider says of its ids; else references are looked up one by
 * one; else every candidate counts, and none for sure.
 */
function targets(
  plan: Plan,
  resource: PlannedResource,
  { property, to }: Omit<PropertyReference, "kind" | "types">,
): Targets {
  const [name = property] = property.split(".");
  const candidates = resource.dependenciesOf(name).filter(({ type }) => isOneOf(to, type));
  const field = resource.inputs.at(property);
  const written = field.isList ? field.items().length : field.state === "absent" ? 0 : 1;
  if (written === candidates.length) return { urns: urnsOf(candidates), exact: true };
  const read = plan.references(resource, name, to);
  if (read.state === "known") return { urns: urnsOf(read.value), exact: true };
  return { urns: urnsOf(candidates), exact: false };
}

/** Workloads run where their provider's kubeconfig comes from, on the nodes there that suit them. */
function clusterEdges(plan: Plan): readonly Edge[] {
  return plan.ofType(CLUSTERED.types).flatMap((workload) => {
    const provider = workload.provider && plan.byUrn(workload.provider.urn);
    const clusters = provider?.dependencies.filter(({ type }) => isOneOf(CLUSTERED.in, type)) ?? [];
    return clusters.flatMap((cluster) =>
      hostsOf(plan, workload, cluster).map((host) => ({
        kind: "runsIn" as const,
        from: workload.urn,
        to: host.urn,
        by: provider?.urn ?? workload.urn,
        exact: clusters.length === 1,
      })),
    );
  });
}

/** A secret serves the stores whose password has the same source as its value. */
function credentialEdges(plan: Plan): readonly Edge[] {
  const { holders, locks } = CREDENTIALS;
  const versions = plan.ofType(holders.types).flatMap((version) => {
    const secrets = version.dependenciesOf("secretId").filter(({ type }) => isOneOf(holders.of, type));
    const sources = holders.value.flatMap((property) => urnsOf(version.dependenciesOf(property)));
    return secrets.flatMap((secret) => sources.map((source) => ({ source, secret, by: version.urn })));
  });
  const bySource = grouped(versions, ({ source }) => source);
  return plan.ofType(locks.types).flatMap((store) => {
    const sources = [
      ...locks.value.flatMap((property) => urnsOf(store.dependenciesOf(property))),
      ...usersOf(store).flatMap((user) =>
        locks.userValue.flatMap((property) => urnsOf(user.dependenciesOf(property))),
      ),
    ];
    return [...new Set(sources)]
      .flatMap((source) => bySource.get(source) ?? [])
      .map(({ secret, by }) => ({
        kind: "serves" as const,
        from: secret.urn,
        to: store.urn,
        by,
        exact: true,
      }));
  });
}

/** The users that a store lets in: of its groups or its list. */
function usersOf(store: PlannedResource): readonly PlannedResource[] {
  const listed = (from: PlannedResource) =>
    CREDENTIALS.locks.users.flatMap(({ property, to }) =>
      from.dependenciesOf(property).filter(({ type }) => isOneOf(to, type)),
    );
  return listed(store).flatMap(listed);
}

/** A vault that a plan's rules write to holds a copy of each store that a selection of that plan names. */
function backupEdges(plan: Plan): readonly Edge[] {
  const among = (
    resources: readonly PlannedResource[],
    types: readonly string[],
  ): readonly PlannedResource[] => resources.filter(({ type }) => isOneOf(types, type));
  return plan.ofType(BACKUP.selections).flatMap((selection) => {
    const vaults = among(selection.dependenciesOf("planId"), BACKUP.plans).flatMap((rules) =>
      among(rules.dependenciesOf("rules"), BACKUP.vaults),
    );
    return among(selection.dependenciesOf("resources"), BACKUP.stores).flatMap((store) =>
      vaults.map(({ urn }) => ({
        kind: "replicates" as const,
        from: urn,
        to: store.urn,
        by: selection.urn,
        exact: true,
      })),
    );
  });
}

function urnsOf(resources: readonly PlannedResource[]): readonly string[] {
  return resources.map(({ urn }) => urn);
}
