/** Deployments and the pods they make. */
import { block, blocks, isSet, number, text } from "../../values";
import { UNKNOWN, type Value } from "../../wire";
import { containersOf, podOf, podPath, quantity, template } from "../containers";
import { at } from "../object";
import type { KubernetesRefusalRule } from "../refusal-rule";

const docs = "https://kubernetes.io/docs/concepts";
const workload = ["Deployment", "StatefulSet"];

export const workloads: readonly KubernetesRefusalRule[] = [
  {
    id: "required-field",
    kinds: workload,
    by: "validation",
    link: `${docs}/workloads/controllers/deployment/#writing-a-deployment-spec`,
    refuse: ({ object }) => {
      const needed = ["spec.selector", `${podPath}.containers`].map(
        (path) => [path, at(object, path)] as const,
      );
      const ofContainers = containersOf(object).flatMap(({ path, fields }) =>
        ["name", "image"].map((field) => [`${path}.${field}`, fields[field]] as const),
      );
      const [missing] = [...needed, ...ofContainers].find(([, value]) => !isSet(value)) ?? [];
      return missing === undefined ? undefined : `${missing}: Required value`;
    },
  },
  {
    id: "selector-does-not-match-template",
    kinds: workload,
    by: "validation",
    link: `${docs}/workloads/controllers/deployment/#selector`,
    refuse: ({ object }) => {
      const labels = block(at(object, `${template}.metadata.labels`));
      const wanted = block(at(object, "spec.selector.matchLabels"));
      if (Object.entries(wanted).every(([key, value]) => matches(labels[key], value))) return undefined;
      return (
        `${template}.metadata.labels: Invalid value: ${JSON.stringify(labels)}: ` +
        "`selector` does not match template `labels`"
      );
    },
  },
  {
    id: "rolling-update-cannot-progress",
    kinds: ["Deployment"],
    by: "validation",
    link: `${docs}/workloads/controllers/deployment/#max-unavailable`,
    refuse: ({ object }) => {
      const { maxSurge, maxUnavailable } = block(at(object, "spec.strategy.rollingUpdate"));
      return isNone(maxSurge) && isNone(maxUnavailable)
        ? "spec.strategy.rollingUpdate.maxUnavailable: Invalid value: 0: may not be 0 when `maxSurge` is 0"
        : undefined;
    },
  },
  {
    id: "limit-below-request",
    kinds: workload,
    by: "validation",
    link: `${docs}/configuration/manage-resources-containers/#requests-and-limits`,
    refuse: ({ object }) =>
      first(containersOf(object), ({ path, fields }) => {
        const [requests, limits] = ["requests", "limits"].map((part) =>
          block(at(fields, `resources.${part}`)),
        );
        const over = Object.keys(requests ?? {}).find((resource) =>
          exceeds(requests?.[resource], limits?.[resource]),
        );
        if (over === undefined) return undefined;
        const [wanted, most] = [requests?.[over], limits?.[over]].map(String);
        return `${path}.resources.requests: Invalid value: "${wanted ?? ""}": must be less than or equal to ${over} limit of ${most ?? ""}`;
      }),
  },
  {
    id: "mount-without-volume",
    kinds: workload,
    by: "validation",
    link: `${docs}/storage/volumes/`,
    refuse: ({ object }) => {
      const volumes = blocks(podOf(object)["volumes"]).map(({ name }) => text(name));
      return first(containersOf(object), ({ path, fields }) =>
        first(blocks(fields["volumeMounts"]).entries(), ([index, mount]) => {
          const name = text(mount["name"]);
          if (name === undefined || volumes.includes(name)) return undefined;
          return `${path}.volumeMounts[${index}].name: Not found: "${name}"`;
        }),
      );
    },
  },
  {
    id: "min-domains-without-do-not-schedule",
    kinds: workload,
    by: "validation",
    link: `${docs}/scheduling-eviction/topology-spread-constraints/#topologyspreadconstraints-field`,
    refuse: ({ object }) =>
      first(blocks(podOf(object)["topologySpreadConstraints"]).entries(), ([index, constraint]) => {
        const minDomains = number(constraint["minDomains"]);
        if (minDomains === undefined || constraint["whenUnsatisfiable"] !== "ScheduleAnyway")
          return undefined;
        return (
          `${podPath}.topologySpreadConstraints[${index}].minDomains: Invalid value: ${minDomains}: ` +
          "can only use minDomains if whenUnsatisfiable=DoNotSchedule, not ScheduleAnyway"
        );
      }),
  },
  {
    id: "sleep-longer-than-grace",
    kinds: workload,
    by: "validation",
    link: `${docs}/containers/container-lifecycle-hooks/#hook-handler-implementations`,
    refuse: ({ object }) => {
      const grace = number(podOf(object)["terminationGracePeriodSeconds"]) ?? 30;
      return first(containersOf(object), ({ path, fields }) => {
        const seconds = number(at(fields, "lifecycle.preStop.sleep.seconds"));
        if (seconds === undefined || seconds < grace) return undefined;
        return (
          `${path}.lifecycle.preStop.sleep: Invalid value: ${seconds}: must be non-negative and less than ` +
          `terminationGracePeriodSeconds (${grace})`
        );
      });
    },
  },
];

function matches(label: Value | undefined, wanted: Value): boolean {
  return label === wanted || label === UNKNOWN || wanted === UNKNOWN;
}

function isNone(value: Value | undefined): boolean {
  return value === 0 || value === "0" || value === "0%";
}

function exceeds(request: Value | undefined, limit: Value | undefined): boolean {
  const [wanted, most] = [quantity(request), quantity(limit)];
  return wanted !== undefined && most !== undefined && wanted > most;
}

/** What the first of `items` that has something to say says. */
function first<T>(items: Iterable<T>, say: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const said = say(item);
    if (said !== undefined) return said;
  }
  return undefined;
}
