import { beforeAll, expect, test } from "@jest/globals";
import { type Run, runProgram } from "./program";

let run: Run;
beforeAll(async () => {
  const failover = JSON.stringify({ mode: "region-switch", trigger: "none" });
  run = await runProgram("prod", {
    "standfast:contentDelivery": "cloudfront",
    "standfast:failover": failover,
  });
});

const ingress = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

test("behind a distribution nothing is open to everybody", () => {
  const rules = run.recorded(ingress);
  expect(rules.filter(({ inputs }) => "cidrIpv4" in inputs)).toEqual([]);
  const lists = rules.flatMap(({ inputs }): unknown => inputs["prefixListId"] ?? []);
  expect(lists.sort()).toEqual([
    "pl-of-com.amazonaws.eu-west-1.route53-healthchecks",
    "pl-of-com.amazonaws.global.cloudfront.origin-facing",
    "pl-of-com.amazonaws.global.cloudfront.origin-facing",
    "pl-of-com.amazonaws.us-east-1.route53-healthchecks",
  ]);
});

test("behind a distribution every check that cannot send its header is let in by its path", () => {
  const asked = [
    ...run.recorded("aws:lb/targetGroup:TargetGroup").filter(({ inputs }) => inputs["targetType"] === "alb"),
  ].map(({ inputs }): unknown => (inputs["healthCheck"] as { path: string }).path);
  const checked = run
    .recorded("aws:route53/healthCheck:HealthCheck")
    .flatMap(({ inputs }): unknown => inputs["resourcePath"] ?? []);
  const admitted = run
    .recorded("aws:lb/listenerRule:ListenerRule")
    .filter(({ name }) => name.endsWith("-unverified"))
    .map(({ inputs }): unknown => inputs["conditions"]);
  expect(admitted).toEqual(
    Array(2).fill([{ pathPattern: { values: [...new Set([...checked, ...asked])] } }]),
  );
});

test("behind a distribution canaries ask what answers them: the public name", () => {
  const urls = run
    .recorded("aws:synthetics/canary:Canary")
    .map(
      ({ inputs }): unknown =>
        (inputs["runConfig"] as { environmentVariables: { URL: string } }).environmentVariables.URL,
    );
  expect(urls).toEqual(Array(2).fill("https://app.standfast.example/health"));
});
