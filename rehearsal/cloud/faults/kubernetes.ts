/** Kubernetes, whose API servers are gone with the region that they are in. */
import { types } from "../aws/type-tokens";
import { clusterOf } from "../kubernetes/object";
import { Refusal, type CloudPackage } from "../package";
import type { CloudStore } from "../store";
import { guarded } from "./guarded";

/** @param store that has the clusters. */
export function kubernetesWithout(
  darkRegions: ReadonlySet<string>,
  cloud: CloudPackage,
  store: CloudStore,
): CloudPackage {
  return guarded(cloud, (_, { config }) => {
    const address = clusterOf(config);
    if (address === undefined) return;
    const [cluster] = store.catalogue.having(types.cluster, "endpoint", address);
    if (cluster?.region === undefined || !darkRegions.has(cluster.region)) return;
    throw new Refusal(
      "configured Kubernetes cluster is unreachable: unable to load schema information from the API server: " +
        `Get "${address}/openapi/v2?timeout=32s": dial tcp: i/o timeout`,
    );
  });
}
