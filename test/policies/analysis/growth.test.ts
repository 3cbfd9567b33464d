/** The work grows with the program, and no faster: counted in looks at resources, nodes and edges, not in time. */
import { describe, expect, test } from "@jest/globals";

import { buildGraph } from "../../../policies/analysis/graph/build";
import type { Edge, Graph, GraphNode } from "../../../policies/analysis/graph/types";
import { buildModel } from "../../../policies/analysis/model/build";
import { predict } from "../../../policies/analysis/prediction/predict";
import { analysisSettings } from "../../../policies/analysis/settings";
import { survivabilityOf } from "../../../policies/analysis/survivability/table";
import { Plan } from "../../../policies/framework/planned";
import { multiRegion } from "./programs/multi-region";
import { previewOf } from "./support/plan";

class Counter {
  looks = 0;

  /** `target`, each property of which is counted when it is read. */
  watch<T extends object>(target: T): T {
    return new Proxy(target, {
      get: (object, property, receiver): unknown => {
        this.looks += 1;
        return Reflect.get(object, property, receiver);
      },
    });
  }
}

function normalising(regions: number): number {
  const counter = new Counter();
  buildGraph(new Plan(previewOf(multiRegion(regions)).resources.map((resource) => counter.watch(resource))));
  return counter.looks;
}

function trying(regions: number): number {
  const counter = new Counter();
  const graph = buildGraph(previewOf(multiRegion(regions)));
  const watched: Graph = {
    ...graph,
    nodes: new Map([...graph.nodes].map(([urn, node]): [string, GraphNode] => [urn, counter.watch(node)])),
    edges: graph.edges.map((edge): Edge => counter.watch(edge)),
  };
  const settings = analysisSettings.parse({});
  const model = buildModel(watched, settings);
  predict(model, survivabilityOf(model, true), settings);
  return counter.looks;
}

describe.each([
  ["normalising a plan", normalising],
  ["trying every failure, and pairs of them", trying],
])("%s", (_, work) => {
  test("takes 8 times as many looks for 16 regions as for 2, within a tenth", () => {
    const [two, sixteen] = [work(2), work(16)];
    expect(two).toBeGreaterThan(100);
    expect(sixteen / two).toBeLessThanOrEqual(8.8);
  });
});
