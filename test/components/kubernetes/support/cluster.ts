import { Cluster, type ClusterArgs } from "../../../../components/kubernetes/cluster";
import { record, type Recording } from "../../../support/mocks";

export const clusterArgs: ClusterArgs = {
  region: "us-east-1",
  version: "1.34",
  subnetIds: ["a", "b", "c"],
  keyArn: "key-arn",
  logRetentionDays: 30,
  publicAccessCidrBlocks: ["192.0.2.0/24"],
  protection: "disposable",
};

/** A mocked run of the cluster alone. */
export function clusterRun(more: Partial<ClusterArgs> = {}): Promise<Recording<Cluster>> {
  return record(() => new Cluster("shop", { ...clusterArgs, ...more }));
}
