import { describe, expect, test } from "@jest/globals";
import { rules } from "../../../../../rehearsal/cloud/aws/rules";
import type { Rule } from "../../../../../rehearsal/cloud/aws/rule";
import { Aws } from "../../support/aws";
import { blamed, comparable, refusalOf, type RuleCase } from "../../support/rule-case";
import { world } from "../../support/world";
import { accessLogCases } from "./access-logs.cases";
import { backupCases } from "./backup.cases";
import { cacheCases } from "./cache.cases";
import { cacheGlobalCases } from "./cache-global.cases";
import { computeCases } from "./compute.cases";
import { contentDeliveryCases } from "./content-delivery.cases";
import { databaseClusterCases } from "./database-cluster.cases";
import { databaseCases, databaseReplicaCases } from "./database.cases";
import { ddosProtectionCases } from "./ddos-protection.cases";
import { deletionCases } from "./deletion.cases";
import { dnsCases } from "./dns.cases";
import { dnsRoutingCases } from "./dns-routing.cases";
import { eksCases } from "./eks.cases";
import { identityCases } from "./identity.cases";
import { listenerCases } from "./listeners.cases";
import { loadBalancingCases } from "./load-balancing.cases";
import { memoryDbCases } from "./memorydb.cases";
import { nameCases } from "./names.cases";
import { networkCases } from "./network.cases";
import { observabilityCases } from "./observability.cases";
import { operationCases } from "./operations.cases";
import { referenceCases } from "./references.cases";
import { securityGroupCases } from "./security-groups.cases";
import { storageCases } from "./storage.cases";
import { storageAccessPointCases } from "./storage-access-points.cases";
import { webFirewallCases } from "./web-firewall.cases";

const cases: readonly RuleCase[] = [
  ...referenceCases,
  ...nameCases,
  ...networkCases,
  ...securityGroupCases,
  ...loadBalancingCases,
  ...listenerCases,
  ...accessLogCases,
  ...webFirewallCases,
  ...contentDeliveryCases,
  ...ddosProtectionCases,
  ...dnsCases,
  ...dnsRoutingCases,
  ...computeCases,
  ...eksCases,
  ...databaseCases,
  ...databaseReplicaCases,
  ...databaseClusterCases,
  ...cacheCases,
  ...cacheGlobalCases,
  ...memoryDbCases,
  ...storageCases,
  ...storageAccessPointCases,
  ...backupCases,
  ...identityCases,
  ...operationCases,
  ...observabilityCases,
  ...deletionCases,
];

function ruleOf({ rule: id }: RuleCase): Rule {
  const found = rules.find((rule) => rule.id === id);
  if (!found) throw new Error(`there is no rule ${id}`);
  return found;
}

describe.each(cases)("$rule", (each) => {
  test("refuses what breaks it, in AWS's words", async () => {
    const aws = new Aws();
    const error = await refusalOf(each.breaks(aws, await world(aws)));
    const rule = ruleOf(each);
    const said = `${each.message}\n  see ${rule.link} (rehearsal rule ${rule.id})`;
    const [start, ...end] = comparable(error.message).split(said);
    expect(end).toEqual([""]);
    if (rule.when === "plan") {
      expect(start).toBe(`${rule.property ?? "?"}: `);
      expect(blamed(error)).toEqual([rule.property]);
    } else {
      expect(start).toMatch(
        new RegExp(
          rule.code === undefined
            ? "^(creating|updating) RDS DBInstance: $"
            : "^(creating|updating|deleting) .+: operation error .+, https response error StatusCode: 400, " +
                `RequestID: <id>, api error ${rule.code}: $`,
        ),
      );
    }
  });

  test("leaves its nearest correct neighbour alone", async () => {
    const aws = new Aws();
    await expect(Promise.resolve(each.passes(aws, await world(aws)))).resolves.not.toThrow();
  });
});

describe("the list of rules", () => {
  test("has a case for each rule, and one only", () => {
    expect(cases.map(({ rule }) => rule).sort()).toEqual(rules.map(({ id }) => id).sort());
  });

  test("names each rule once, in kebab case", () => {
    const ids = rules.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[a-z]+(-[a-z0-9]+)*$/.test(id))).toEqual([]);
  });

  test("links every rule to AWS's own documentation", () => {
    const page = /^https:\/\/docs\.aws\.amazon\.com\/[\w/.-]+\.html(#[\w.-]+)?$/;
    expect(rules.filter(({ link }) => !page.test(link)).map(({ id }) => id)).toEqual([]);
  });

  test("gives an API rule its error code, and a provider's rule the property to blame", () => {
    const incomplete = rules.filter(({ when, code, property }) =>
      when === "plan" ? property === undefined || code !== undefined : code === undefined,
    );
    // The provider refuses it when it updates: RDS has no operation that could.
    expect(incomplete.map(({ id }) => id)).toEqual(["primary-made-a-replica"]);
  });
});
