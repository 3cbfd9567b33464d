import { describe, expect, test } from "@jest/globals";
import { ExistingCluster } from "../../../components/kubernetes/existing-cluster";
import { outputOf, record } from "../../support/mocks";

const args = { clusterName: "shop", context: "prod-us", securityGroupId: "sg-pods" };

describe("ExistingCluster", () => {
  test("is a provider and nothing else: it looks nothing up", async () => {
    const run = await record(() => new ExistingCluster("theirs", args));
    expect(run.counts()).toEqual({
      "standfast:kubernetes:ExistingCluster": 1,
      "pulumi:providers:kubernetes": 1,
    });
    expect(run.one("pulumi:providers:kubernetes")).toMatchObject({
      name: "theirs-provider",
      parent: "theirs",
    });
    expect(run.one("pulumi:providers:kubernetes").inputs).toEqual({
      context: "prod-us",
      clusterIdentifier: "shop",
    });
  });

  test("is found by a kubeconfig of its own where one is given", async () => {
    const run = await record(() => new ExistingCluster("theirs", { ...args, kubeconfig: "clusters.yaml" }));
    expect(run.one("pulumi:providers:kubernetes").inputs).toMatchObject({ kubeconfig: "clusters.yaml" });
  });

  test("is what an application can run on", async () => {
    const { result } = await record(() => new ExistingCluster("theirs", args));
    expect(await outputOf(result.clusterName)).toBe("shop");
    expect(await outputOf(result.securityGroupId)).toBe("sg-pods");
    expect(result.loadBalancing).toBe("aws-load-balancer-controller");
  });
});
