import { describe, expect, test } from "@jest/globals";
import { rules } from "../../../../rehearsal/cloud/kubernetes/rules";
import { apiServer } from "../support/api-server";
import type { KubernetesCase } from "../support/kubernetes-case";
import { comparable, refusalOf } from "../support/rule-case";
import { clusterCases } from "./cluster.cases";
import { workloadCases } from "./workloads.cases";

const cases: readonly KubernetesCase[] = [...clusterCases, ...workloadCases];

describe.each(cases)("$rule", ({ rule: id, message, breaks, passes }) => {
  test("refuses what breaks it, in Kubernetes' words", async () => {
    const error = await refusalOf(breaks(await apiServer()));
    const rule = rules.find((each) => each.id === id);
    const [subject, ...said] = comparable(error.message).split(" by the Kubernetes API server: ");
    expect(subject).toMatch(/^resource \S+ was not successfully created$/);
    expect(said).toEqual([`${message}\n  see ${rule?.link ?? ""} (rehearsal rule ${id})`]);
  });

  test("leaves its nearest correct neighbour alone", async () => {
    await expect(passes(await apiServer())).resolves.not.toThrow();
  });
});

describe("the list of rules", () => {
  test("has a case for each rule, and one only", () => {
    expect(cases.map(({ rule }) => rule).sort()).toEqual(rules.map(({ id }) => id).sort());
  });

  test("links every rule to Kubernetes' or AWS's own documentation", () => {
    const page = /^https:\/\/(kubernetes\.io\/docs|docs\.aws\.amazon\.com)\/[\w/.#-]+$/;
    expect(rules.filter(({ link }) => !page.test(link)).map(({ id }) => id)).toEqual([]);
  });
});
