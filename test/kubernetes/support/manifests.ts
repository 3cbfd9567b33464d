import { ingressArgs, appRun } from "../../components/kubernetes/support/app";
import { clusterRun } from "../../components/kubernetes/support/cluster";
import type { Recording } from "../../support/mocks";

/** An object as it would be sent to the API server. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec?: object;
}

/** Everything that the program makes in Kubernetes, by the way in which the application is reached. */
export async function manifests(): Promise<Readonly<Record<string, readonly Manifest[]>>> {
  const exposure = { kind: "ingress", ...ingressArgs } as const;
  return {
    "the cluster itself": plannedBy(await clusterRun()),
    "pods bound to a target group": plannedBy(await appRun()),
    "pods bound in a cluster of others": plannedBy(await appRun({}, "aws-load-balancer-controller")),
    "pods behind an Ingress": plannedBy(
      await appRun({ exposure: { ...exposure, stickySessionSeconds: 60 } }),
    ),
  };
}

function plannedBy(run: Recording<unknown>): readonly Manifest[] {
  return run.resources
    .filter(({ type }) => type.startsWith("kubernetes:"))
    .map(({ inputs }) => inputs as unknown as Manifest);
}
