import { k8sImagePinned } from "../../../policies/rules/operability/k8s-image-pinned";
import { k8sRequestsAndLimits } from "../../../policies/rules/operability/k8s-requests-and-limits";
import { pdbRequiredAndNotBlocking } from "../../../policies/rules/operability/pdb-required-and-not-blocking";
import { ABSENT, resource, UNKNOWN } from "../support/fixture";
import { autoscaler, deployment } from "../support/kubernetes";
import type { RuleTable } from "../support/table";
import { operabilityAlarms } from "./operability-alarms.tables";

const CONTAINER = "web.spec.template.spec.containers.0";
const PDB_FIX = "set spec.maxUnavailable to 1";

const budget = resource("kubernetes:policy/v1:PodDisruptionBudget", "budget", {
  metadata: { name: "web" },
  spec: { maxUnavailable: 1, selector: { matchLabels: { app: "web" } } },
});
export const operability: readonly RuleTable[] = [
  ...operabilityAlarms,
  {
    rule: pdbRequiredAndNotBlocking,
    compliant: [deployment, budget],
    passes: [
      { change: { "budget.spec.maxUnavailable": ABSENT, "budget.spec.minAvailable": 2 } },
      { change: { "budget.spec.maxUnavailable": ABSENT, "budget.spec.minAvailable": "60%" } },
    ],
    fails: [
      {
        when: "there is none",
        change: { budget: ABSENT },
        gives: [["web", "no PodDisruptionBudget selects its pods", "add one with maxUnavailable 1"]],
      },
      {
        when: "it lies in another cluster",
        change: { "budget!cluster": "other" },
        add: [
          resource("pulumi:providers:kubernetes", "this", {}),
          resource("pulumi:providers:kubernetes", "other", {}),
        ],
        gives: [["web", "no PodDisruptionBudget selects its pods", "add one with maxUnavailable 1"]],
      },
      {
        when: "it lies in another namespace",
        change: { "budget.metadata.namespace": "other" },
        gives: [["web", "no PodDisruptionBudget selects its pods", "add one with maxUnavailable 1"]],
      },
      {
        change: { "budget.spec.maxUnavailable": 0 },
        gives: [["budget", "spec.maxUnavailable is 0, which blocks every drain", PDB_FIX]],
      },
      {
        change: { "budget.spec.maxUnavailable": ABSENT, "budget.spec.minAvailable": "100%" },
        gives: [["budget", "spec.minAvailable is 100%, which blocks every drain", PDB_FIX]],
      },
      {
        change: { "budget.spec.maxUnavailable": ABSENT, "budget.spec.minAvailable": 3 },
        gives: [["budget", "spec.minAvailable is 3 of the 3 pods of web, which blocks every drain", PDB_FIX]],
      },
      {
        when: "the autoscaler may shrink to the minimum",
        change: {
          "budget.spec.maxUnavailable": ABSENT,
          "budget.spec.minAvailable": 5,
          "web.spec.replicas": 9,
        },
        add: [autoscaler],
        gives: [["budget", "spec.minAvailable is 5 of the 3 pods of web, which blocks every drain", PDB_FIX]],
      },
      {
        when: "a share is rounded up to all",
        change: { "budget.spec.maxUnavailable": ABSENT, "budget.spec.minAvailable": "67%" },
        gives: [
          ["budget", "spec.minAvailable is 67% of the 3 pods of web, which blocks every drain", PDB_FIX],
        ],
      },
      {
        when: "two budgets select the same pods",
        add: [{ ...budget, name: "second" }],
        gives: [
          [
            "web",
            "budget and second both select its pods, and Kubernetes evicts no pod that several budgets select",
            "keep one of them",
          ],
        ],
      },
      {
        when: "it says nothing",
        change: { "budget.spec.maxUnavailable": ABSENT },
        gives: [["budget", "it sets neither maxUnavailable nor minAvailable", PDB_FIX]],
      },
    ],
    unknowns: [
      {
        when: "nobody knows what it selects",
        change: { "budget.spec.selector": UNKNOWN },
        gives: [["web", "which PodDisruptionBudget selects its pods"]],
      },
      {
        when: "the number of pods is unknown",
        change: {
          "budget.spec.maxUnavailable": ABSENT,
          "budget.spec.minAvailable": 2,
          "web.spec.replicas": UNKNOWN,
        },
        gives: [["budget", "the number of pods of web"]],
      },
    ],
  },
  {
    rule: k8sRequestsAndLimits,
    compliant: [deployment],
    fails: [
      {
        when: "nothing is asked for",
        change: { [`${CONTAINER}.resources`]: ABSENT },
        gives: [
          [
            "web",
            "container web has no requests.cpu, requests.memory, limits.memory",
            "set them in its resources",
          ],
        ],
      },
      {
        when: "memory has no limit",
        change: { [`${CONTAINER}.resources.limits`]: ABSENT },
        gives: [["web", "container web has no limits.memory", "set them in its resources"]],
      },
    ],
    unknowns: [
      {
        when: "a request is unknown",
        change: { [`${CONTAINER}.resources.requests.cpu`]: UNKNOWN },
        gives: [["web", "spec.template.spec.containers[0].resources.requests.cpu"]],
      },
    ],
  },
  {
    rule: k8sImagePinned,
    compliant: [deployment],
    passes: [
      { change: { [`${CONTAINER}.image`]: "registry.example:5000/web:1.2.0" } },
      { config: { by: "digest" } },
    ],
    fails: [
      {
        when: "the tag is left out",
        change: { [`${CONTAINER}.image`]: "registry.example:5000/web" },
        gives: [["web", "the image of container web has no tag other than latest", "name it by tag"]],
      },
      {
        when: "the tag is latest",
        change: { [`${CONTAINER}.image`]: "web:latest" },
        gives: [["web", "the image of container web has no tag other than latest", "name it by tag"]],
      },
      {
        change: { [`${CONTAINER}.image`]: "web:1.2.0" },
        config: { by: "digest" },
        gives: [["web", "the image of container web has no digest", "name it by digest"]],
      },
      {
        when: "there is no image",
        change: { [`${CONTAINER}.image`]: ABSENT },
        gives: [["web", "spec.template.spec.containers[0].image is not set", "name an image"]],
      },
    ],
    unknowns: [
      {
        when: "it is unknown",
        change: { [`${CONTAINER}.image`]: UNKNOWN },
        gives: [["web", "spec.template.spec.containers[0].image"]],
      },
    ],
  },
];
