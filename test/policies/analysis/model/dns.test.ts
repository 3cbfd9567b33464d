import { describe, expect, test } from "@jest/globals";

import { buildGraph } from "../../../../policies/analysis/graph/build";
import { dnsOf } from "../../../../policies/analysis/model/dns";
import { answerOf } from "../../../../policies/analysis/model/dns-answer";
import { ref, resource, type Fixture } from "../../support/fixture";
import { previewOf } from "../support/plan";

const balancer = (region: string): Fixture =>
  resource("aws:lb/loadBalancer:LoadBalancer", `alb-${region}`, {}, { region });

const record = (name: string, inputs: Fixture["inputs"]): Fixture =>
  resource("aws:route53/record:Record", name, { name: "www.example.com", type: "A", ...inputs });

const aliasOf = (target: string, evaluateTargetHealth = true): readonly object[] => [
  { name: ref(target), zoneId: ref(target), evaluateTargetHealth },
];

/** What each entry answers, without the regions `dead`: regions, then `!` and what is stale, `?` and what leads away. */
function answers(fixtures: readonly Fixture[], ...dead: readonly string[]): Readonly<Record<string, string>> {
  const dns = dnsOf(buildGraph(previewOf(fixtures)));
  return Object.fromEntries(
    dns.publicNames.map((group) => {
      const { regions, stale, outside } = answerOf(dns, group, new Set(dead));
      const marked = [
        ...stale.map(({ node }) => `!${node.name}`),
        ...outside.map(({ node }) => `?${node.name}`),
      ];
      return [group.name, [...regions, ...marked].join(" ")];
    }),
  );
}

const [us, eu] = ["us-east-1", "eu-west-1"];
const balancers = [balancer(us), balancer(eu)];

describe.each(["weightedRoutingPolicies", "latencyRoutingPolicies"])("%s", (policy) => {
  const member = (region: string, evaluateTargetHealth: boolean): Fixture =>
    record(`record-${region}`, {
      setIdentifier: region,
      [policy]: [{ weight: 1, region }],
      aliases: aliasOf(`alb-${region}`, evaluateTargetHealth),
    });

  test("answers with every region, and with those that are left", () => {
    const program = [...balancers, member(us, true), member(eu, true)];
    expect(answers(program)).toEqual({ "www.example.com": "eu-west-1 us-east-1" });
    expect(answers(program, us)).toEqual({ "www.example.com": "eu-west-1" });
  });

  test("goes on with a lost region that nothing checks", () => {
    const program = [...balancers, member(us, false), member(eu, true)];
    expect(answers(program, us)).toEqual({ "www.example.com": "eu-west-1 !record-us-east-1" });
  });
});

describe("plain records", () => {
  test("go on with what is lost, checked or not", () => {
    const program = [...balancers, record("www", { aliases: aliasOf(`alb-${us}`) })];
    expect(answers(program)).toEqual({ "www.example.com": "us-east-1" });
    expect(answers(program, us)).toEqual({ "www.example.com": "!www" });
  });

  test("lead through names of the plan, whatever their case and final dot", () => {
    const program = [
      ...balancers,
      record("www", { type: "CNAME", ttl: 60, records: ["APP.example.com."] }),
      record("app", { name: "app.example.com", aliases: aliasOf(`alb-${us}`) }),
    ];
    expect(answers(program)).toEqual({ "www.example.com": "us-east-1" });
  });

  test("lead out of the plan", () => {
    expect(answers([record("www", { ttl: 60, records: ["192.0.2.1"] })])).toEqual({
      "www.example.com": "?www",
    });
  });

  test("of an address lead to its region", () => {
    const program = [
      resource("aws:ec2/eip:Eip", "address", {}, { region: eu }),
      record("www", { ttl: 60, records: [ref("address")] }),
    ];
    expect(answers(program)).toEqual({ "www.example.com": "eu-west-1" });
  });

  test("of one region are no entry, when a health check asks them or a routed name answers with that region", () => {
    const pair = (["PRIMARY", "SECONDARY"] as const).map((type, index) =>
      record(`record-${type}`, {
        setIdentifier: type,
        failoverRoutingPolicies: [{ type }],
        ...(index === 0 && { healthCheckId: ref("check") }),
        aliases: aliasOf(`alb-${index === 0 ? us : eu}`),
      }),
    );
    const direct = record("direct", { name: "us.example.com", aliases: aliasOf(`alb-${us}`) });
    const check = resource("aws:route53/healthCheck:HealthCheck", "check", {
      fqdn: "us.example.com",
      type: "HTTPS",
    });
    const program = [...balancers, ...pair, direct, check];
    expect(answers(program)).toEqual({ "www.example.com": "us-east-1" });
    expect(answers(program, us)).toEqual({ "www.example.com": "eu-west-1" });
    expect(answers(program, us, eu)).toEqual({ "www.example.com": "" });
  });

  test("other kinds, such as TXT and MX, answer nothing", () => {
    expect(answers([record("spf", { type: "TXT", ttl: 60, records: ["v=spf1 -all"] })])).toEqual({});
  });

  test("that lead in a circle answer nothing", () => {
    const program = [
      record("www", { type: "CNAME", ttl: 60, records: ["app.example.com"] }),
      record("app", { name: "app.example.com", type: "CNAME", ttl: 60, records: ["www.example.com"] }),
      record("start", { name: "start.example.com", type: "CNAME", ttl: 60, records: ["www.example.com"] }),
    ];
    expect(answers(program)).toEqual({ "start.example.com": "" });
  });
});
