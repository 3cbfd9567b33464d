import type { Props } from "../../../../rehearsal/cloud/wire";

const labels = { app: "web" };

const container: Props = {
  name: "web",
  image: "web:1",
  resources: { requests: { cpu: "500m", memory: "1Gi" }, limits: { cpu: "1", memory: "1Gi" } },
  securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
};

/** A Deployment that every cluster takes, with parts of it changed. */
export function deployment(
  changes: {
    readonly spec?: Props;
    readonly pod?: Props;
    readonly container?: Props;
    readonly labels?: Props;
    readonly namespace?: string;
    readonly name?: string;
  } = {},
): Props {
  return {
    metadata: { name: changes.name ?? "web", namespace: changes.namespace ?? "app" },
    spec: {
      selector: { matchLabels: labels },
      template: {
        metadata: { labels: changes.labels ?? labels },
        spec: {
          securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
          containers: [{ ...container, ...changes.container }],
          ...changes.pod,
        },
      },
      ...changes.spec,
    },
  };
}
