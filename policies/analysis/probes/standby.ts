/**
 * What an application promises of a path, as far as the plan tells: a path by which Route 53 moves clients from region to
 * region must fail where writes are not possible, or clients would be sent there.
 */
import type { PlannedResource } from "../../framework/planned";
import { valueOf } from "../graph/reader";
import type { Copy, Dataset } from "../model/types";
import { answered, refused, unsure } from "./answers";
import { PROBES, containersOf } from "./pods";
import type { Answer } from "./types";
import type { Walk } from "./walk";

/**
 * Pods of a standby that are ready only when the region could serve: it cannot before it is promoted, and until then
 * no pod is ready, no rolling update ends, and no disruption budget lets a node be drained.
 */
export function readyInStandby(
  { plan, model }: Walk,
  workload: PlannedResource,
  path: string | undefined,
): Answer {
  const region = model.graph.nodes.get(workload.urn)?.region;
  if (region === undefined || path === undefined || model.active.includes(region)) return answered();
  const follower = followerIn(model, region);
  if (follower === undefined || !decidingPaths({ plan, model }, region).has(path)) return answered();
  const { copy, dataset } = follower;
  const [shallow] = pathsOf(workload).filter((other) => other !== path);
  const where = `${region}, where ${copy.name} follows ${dataset.name} of ${dataset.region}`;
  // With one path for everything, the program may mean it to answer in any case.
  if (shallow === undefined) return unsure(`whether ${workload.name} answers ${path} with 200 in ${where}`);
  return refused(
    workload,
    `by ${path} Route 53 decides whether ${region} can serve, and the readinessProbe of ${workload.name} asks it too: in ${where}, no pod is ever ready`,
    `ask ${shallow} in the readinessProbe`,
  );
}

function followerIn(
  { regions }: Walk["model"],
  region: string,
): { readonly dataset: Dataset; readonly copy: Copy } | undefined {
  const datasets = [...regions.values()].flatMap((each) => each.datasets);
  const followers = datasets
    .filter(({ tier }) => tier === "database")
    .flatMap((dataset) => dataset.copies.map((copy) => ({ dataset, copy })))
    // Every copy of a global table takes writes.
    .filter(({ copy }) => copy.kind === "async" && copy.takeover !== "dynamodb-global");
  return followers.find(({ copy }) => copy.region === region);
}

/** What Route 53 asks before it answers with a region. */
function decidingPaths({ plan, model }: Pick<Walk, "plan" | "model">, region: string): ReadonlySet<string> {
  const records = [...model.dns.groups.values()].flatMap(({ records: members }) => members);
  return new Set(
    records
      .filter(({ regions }) => regions.includes(region))
      .flatMap(({ node }) => {
        const check = plan.byUrn(node.facts.dns?.healthCheck ?? "");
        return check === undefined ? [] : (valueOf(check.inputs.at("resourcePath").string()) ?? []);
      }),
  );
}

function pathsOf(workload: PlannedResource): readonly string[] {
  return containersOf(workload).flatMap((container) =>
    PROBES.flatMap((probe) => valueOf(container.at(probe).at("httpGet.path").string()) ?? []),
  );
}
