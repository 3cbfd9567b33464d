import type { ApiServer } from "../support/api-server";
import { kinds } from "../support/api-server";
import { deployment } from "../support/deployment";
import type { Props } from "../../../../rehearsal/cloud/wire";
import type { KubernetesCase } from "../support/kubernetes-case";

type Changes = Parameters<typeof deployment>[0];

const creating = (type: string, object: Props) => (server: ApiServer) => server.create(type, object);

/** A Deployment in which one thing is wrong or right. */
function workload(rule: string, message: string, bad: Changes, good: Changes): KubernetesCase {
  return {
    rule,
    message,
    breaks: creating(kinds.deployment, deployment(bad)),
    passes: creating(kinds.deployment, deployment(good)),
  };
}

const invalid = 'Deployment.apps "web" is invalid: spec.template';

const scratch = { volumeMounts: [{ name: "scratch", mountPath: "/tmp" }] };

const spread = (whenUnsatisfiable: string): Props => ({
  topologySpreadConstraints: [
    { maxSkew: 1, minDomains: 3, topologyKey: "topology.kubernetes.io/zone", whenUnsatisfiable },
  ],
});

const sleeping = (seconds: number): Props => ({ lifecycle: { preStop: { sleep: { seconds } } } });

const autoscaler = (minReplicas: number, maxReplicas: number): Props => ({
  metadata: { name: "web", namespace: "app" },
  spec: { minReplicas, maxReplicas, scaleTargetRef: { kind: "Deployment", name: "web" } },
});

const scaling = (resources: Props) => async (server: ApiServer) => {
  await server.create(kinds.deployment, deployment({ container: { resources } }));
  return server.create(kinds.autoscaler, autoscaler(3, 20));
};

const budget = (spec: Props): Props => ({ metadata: { name: "web", namespace: "app" }, spec });

export const workloadCases: readonly KubernetesCase[] = [
  workload(
    "required-field",
    `${invalid}.spec.containers[0].image: Required value`,
    { pod: { containers: [{ name: "web" }] } },
    {},
  ),
  workload(
    "selector-does-not-match-template",
    `${invalid}.metadata.labels: Invalid value: {"app":"other"}: \`selector\` does not match template \`labels\``,
    { labels: { app: "other" } },
    { labels: { app: "web", tier: "front" } },
  ),
  workload(
    "rolling-update-cannot-progress",
    'Deployment.apps "web" is invalid: spec.strategy.rollingUpdate.maxUnavailable: Invalid value: 0: may not be 0 when `maxSurge` is 0',
    { spec: { strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 0 } } } },
    { spec: { strategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } } } },
  ),
  workload(
    "limit-below-request",
    `${invalid}.spec.containers[0].resources.requests: Invalid value: "500m": must be less than or equal to cpu limit of 0.25`,
    { container: { resources: { requests: { cpu: "500m" }, limits: { cpu: "0.25" } } } },
    { container: { resources: { requests: { cpu: "500m" }, limits: { cpu: "0.5" } } } },
  ),
  workload(
    "mount-without-volume",
    `${invalid}.spec.containers[0].volumeMounts[0].name: Not found: "scratch"`,
    { container: scratch },
    { container: scratch, pod: { volumes: [{ name: "scratch", emptyDir: {} }] } },
  ),
  workload(
    "min-domains-without-do-not-schedule",
    `${invalid}.spec.topologySpreadConstraints[0].minDomains: Invalid value: 3: can only use minDomains if whenUnsatisfiable=DoNotSchedule, not ScheduleAnyway`,
    { pod: spread("ScheduleAnyway") },
    { pod: spread("DoNotSchedule") },
  ),
  workload(
    "sleep-longer-than-grace",
    `${invalid}.spec.containers[0].lifecycle.preStop.sleep: Invalid value: 35: must be non-negative and less than terminationGracePeriodSeconds (30)`,
    { container: sleeping(35) },
    { container: sleeping(35), pod: { terminationGracePeriodSeconds: 75 } },
  ),
  workload(
    "pod-security",
    'pods "web" is forbidden: violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false (container "web" must set securityContext.allowPrivilegeEscalation=false), unrestricted capabilities (container "web" must set securityContext.capabilities.drop=["ALL"])',
    { container: { securityContext: {} } },
    {},
  ),
  {
    rule: "autoscaler-bounds",
    message:
      'HorizontalPodAutoscaler.autoscaling "web" is invalid: spec.maxReplicas: Invalid value: 2: must be greater than or equal to `minReplicas`',
    breaks: creating(kinds.autoscaler, autoscaler(3, 2)),
    passes: creating(kinds.autoscaler, autoscaler(3, 3)),
  },
  {
    rule: "autoscaler-without-requests",
    message:
      "the HPA was unable to compute the replica count: failed to get cpu utilization: missing request for cpu in container web of Pod web",
    breaks: scaling({ requests: { memory: "1Gi" } }),
    passes: scaling({ requests: { cpu: "500m" } }),
  },
  {
    rule: "budget-with-two-bounds",
    message:
      'PodDisruptionBudget.policy "web" is invalid: spec: Invalid value: {"maxUnavailable":1,"minAvailable":2}: minAvailable and maxUnavailable cannot be both set',
    breaks: creating(kinds.budget, budget({ maxUnavailable: 1, minAvailable: 2 })),
    passes: creating(kinds.budget, budget({ maxUnavailable: 1 })),
  },
];
