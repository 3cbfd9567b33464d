/** The probes of pods. The kubelet asks from the pod's own node, which no policy of the network keeps out. */
import type { Plan } from "../../framework/planned";
import { valueOf } from "../graph/reader";
import { PROBES, WORKLOADS, containersOf } from "./pods";
import type { Prober } from "./types";

export function podProbers(plan: Plan): readonly Prober[] {
  return plan.ofType(WORKLOADS).flatMap((resource) =>
    containersOf(resource).flatMap((container) =>
      PROBES.flatMap((probe): readonly Prober[] => {
        const at = container.at(probe);
        const get = at.at("httpGet");
        if (get.state === "absent" && at.at("tcpSocket").state === "absent") return [];
        const isHttp = get.state !== "absent";
        return [
          {
            resource,
            kind: "pod-probe",
            start: { kind: "container", container, probe },
            request: {
              from: { kind: "internet", who: "the kubelet" },
              protocol: !isHttp ? "tcp" : valueOf(get.at("scheme").string()) === "HTTPS" ? "https" : "http",
              host: undefined,
              port: undefined,
              path: isHttp
                ? get.at("path").state === "absent"
                  ? "/"
                  : valueOf(get.at("path").string())
                : undefined,
              method: "GET",
              userAgent: "program",
              headers: new Map(),
              otherHeaders: "any",
              verifiesCertificate: false,
              perFiveMinutes: undefined,
            },
            accepts: [[200, 399]],
          },
        ];
      }),
    ),
  );
}
