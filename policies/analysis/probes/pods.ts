/** The pods that a load balancer asks: the Service that their binding names, its port, and what the containers say of it. */
import type { Field } from "../../framework/field";
import type { PlannedResource } from "../../framework/planned";
import { DAEMON_SET, EKS_CLUSTER, KUBERNETES_SERVICE, REPLICATED_WORKLOAD, isOneOf } from "../../resources";
import { namespaceOf, podTemplate, sameCluster } from "../../rules/shared/pods";
import { valueOf } from "../graph/reader";
import { answered, everyOf, inOrder, refused, unsure } from "./answers";
import { connection } from "./security-groups";
import type { Answer, ProbeRequest } from "./types";
import type { Walk } from "./walk";

/** Everything that makes pods from a template. */
export const WORKLOADS: readonly string[] = [...REPLICATED_WORKLOAD, ...DAEMON_SET];

/** A request of a load balancer to the pods that `binding` puts into its target group. */
export function atPods(walk: Walk, request: ProbeRequest, binding: PlannedResource): Answer {
  const reference = binding.inputs.at("spec.serviceRef");
  const service = serviceNamed(walk, binding, "spec", reference.at("name"));
  if (service === undefined) return unsure(`which pods ${binding.name} means`);
  const wanted = reference.at("port").string();
  const port = service.inputs
    .at("spec.ports")
    .items()
    .find((each) =>
      [each.at("port"), each.at("name")].some((field) => valueOf(field.string()) === valueOf(wanted)),
    );
  if (port === undefined) {
    const asked = valueOf(wanted) ?? "that is asked";
    return refused(service, `${service.name} has no port ${asked}`, `add the port ${asked} to it`);
  }
  const target = port.at("targetPort").state === "absent" ? port.at("port") : port.at("targetPort");
  return inOrder(
    () => answered(service.name),
    () => admitted(walk, request, service),
    () => {
      const workloads = workloadsOf(walk, service);
      return workloads.length === 0
        ? unsure(`which pods ${service.name} selects`)
        : everyOf(workloads.map((workload) => atContainers(request, workload, target)));
    },
  );
}

/** The Service that `property` of an object was computed from, or names, beside it in its cluster. */
function serviceNamed(
  { links }: Walk,
  from: PlannedResource,
  property: string,
  name: Field,
): PlannedResource | undefined {
  const [computed] = from.dependenciesOf(property).filter(({ type }) => isOneOf(KUBERNETES_SERVICE, type));
  const wanted = valueOf(name.string());
  return (
    computed ??
    (wanted === undefined ? [] : links.named(KUBERNETES_SERVICE, "metadata.name", wanted)).find(
      (each) => sameCluster(each, from) && namespaceOf(each) === namespaceOf(from),
    )
  );
}

function workloadsOf({ plan }: Walk, service: PlannedResource): readonly PlannedResource[] {
  const labels = service.inputs.at("spec.selector");
  return plan
    .ofType(WORKLOADS)
    .filter(
      (workload) =>
        sameCluster(workload, service) &&
        namespaceOf(workload) === namespaceOf(service) &&
        labels
          .keys()
          .every(
            (key) =>
              valueOf(labels.key(key).string()) ===
              valueOf(podTemplate(workload).at("metadata.labels").key(key).string()),
          ),
    );
}

/** Pods have the security group of their cluster, unless a policy of the cluster gives them others. */
function admitted({ plan, links }: Walk, request: ProbeRequest, service: PlannedResource): Answer {
  const provider = service.provider && plan.byUrn(service.provider.urn);
  const [cluster] = provider?.dependencies.filter(({ type }) => isOneOf(EKS_CLUSTER, type)) ?? [];
  if (cluster === undefined) return answered();
  const guard = { kind: "groups", groups: [cluster] } as const;
  return connection(links, request.from, { resource: service, guard }, request.port);
}

/** What the plan says of a port: whether a container has it, and what its own probes speak there. */
function atContainers(request: ProbeRequest, workload: PlannedResource, target: Field): Answer {
  const wanted = valueOf(target.string());
  if (wanted === undefined) return unsure(`the port of ${workload.name} that is asked`);
  const containers = containersOf(workload);
  const named = containers.flatMap((container) =>
    container
      .at("ports")
      .items()
      .filter((port) =>
        [port.at("name"), port.at("containerPort")].some((at) => valueOf(at.string()) === wanted),
      )
      .map((port) => ({ container, port })),
  );
  const [found] = named;
  if (found === undefined) {
    // A number may be listened at without being listed; a name is only what the list says.
    if (/^\d+$/.test(wanted)) return answered(workload.name);
    return refused(
      workload,
      `no container of ${workload.name} has a port ${wanted}`,
      `name the port ${wanted} in its container's ports`,
    );
  }
  const scheme = schemeAt(found.container, found.port);
  if (request.protocol === "tcp" || scheme === undefined || scheme === request.protocol)
    return answered(workload.name);
  const said = (request.protocol ?? "?").toUpperCase();
  return refused(
    workload,
    `the port ${wanted} of ${workload.name} speaks ${scheme.toUpperCase()} by its own probe, and is asked by ${said}`,
    `ask it by ${scheme.toUpperCase()}`,
  );
}

/** Containers, and init containers that stay: sidecars. */
export function containersOf(workload: PlannedResource): readonly Field[] {
  const spec = podTemplate(workload).at("spec");
  const sidecars = spec
    .at("initContainers")
    .items()
    .filter((each) => valueOf(each.at("restartPolicy").string()) === "Always");
  return [...spec.at("containers").items(), ...sidecars];
}

export const PROBES = ["startupProbe", "livenessProbe", "readinessProbe"] as const;

/** What a container's probes of a port speak; undefined where none asks it by HTTP. */
function schemeAt(container: Field, port: Field): "http" | "https" | undefined {
  const names = [port.at("name"), port.at("containerPort")].flatMap((at) => valueOf(at.string()) ?? []);
  const [asking] = PROBES.map((probe) => container.at(probe).at("httpGet")).filter((get) =>
    names.includes(valueOf(get.at("port").string()) ?? ""),
  );
  if (asking === undefined) return undefined;
  return valueOf(asking.at("scheme").string()) === "HTTPS" ? "https" : "http";
}
