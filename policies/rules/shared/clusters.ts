import type { Plan, PlannedResource } from "../../framework/planned";
import { NODE_GROUP } from "../../resources";

/** The node groups of each EKS cluster; a cluster whose name is not known yet is told by where the name comes from. */
export function nodeGroupsByCluster(plan: Plan): readonly (readonly PlannedResource[])[] {
  const clusters = new Map<string, PlannedResource[]>();
  for (const group of plan.ofType(NODE_GROUP)) {
    const name = group.props.at("clusterName").string();
    const sources = group.dependenciesOf("clusterName").map(({ urn }) => urn);
    const key =
      name.state === "known" ? name.value : [...sources, sources.length === 0 ? group.urn : ""].join();
    clusters.set(key, [...(clusters.get(key) ?? []), group]);
  }
  return [...clusters.values()];
}
