import { z } from "zod";

import type { Plan, PlannedResource } from "../../framework/planned";
import { stackRule } from "../../framework/rule";
import { fail, judge, list, pass, type PolicyVerdict } from "../../framework/verdict";
import { mustBeOff, mustBeOn } from "../shared/bounds";
import { detectsWithin } from "../shared/detection";
import { isTakeoverSwitch } from "../shared/takeover-switches";
import { HEALTH_CHECK } from "../../resources";

const ENDPOINT_TYPES = ["HTTP", "HTTPS", "HTTP_STR_MATCH", "HTTPS_STR_MATCH", "TCP"];

export const r53HealthcheckTuned = stackRule({
  id: "r53-healthcheck-tuned",
  title: "A Route 53 health check notices a lost region in time, and only then",
  group: "health",
  severity: "high",
  level: "mandatory",
  types: HEALTH_CHECK,
  rationale:
    "With the defaults a failover begins after 90 s; a check that is disabled, or inverted and asks its own region, moves no traffic at all.",
  link: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-creating-values.html",
  remediation:
    "Set requestInterval 10 (fixed once created) and failureThreshold 3, and ask over HTTPS with SNI.",
  matches: { wellArchitected: ["REL11-BP01", "REL11-BP02"] },
  settings: z.strictObject({
    seconds: z.int().min(10).default(30).describe("seconds until a lost region is noticed, at most"),
  }),
  evaluate: (plan, { seconds }) =>
    plan.ofType(HEALTH_CHECK).flatMap((check) =>
      list(
        judge(check.inputs.at("type").string(), {
          known: (type) => (ENDPOINT_TYPES.includes(type) ? judgeEndpoint(plan, check, type, seconds) : pass),
          absent: (path) => fail(`${path} is not set`, "set it to HTTPS"),
        }),
        check,
      ),
    ),
});

function judgeEndpoint(
  plan: Plan,
  check: PlannedResource,
  type: string,
  seconds: number,
): readonly PolicyVerdict[] {
  const { inputs } = check;
  return [
    detectsWithin(
      seconds,
      { read: inputs.at("requestInterval").number(), otherwise: 30 },
      { read: inputs.at("failureThreshold").number(), otherwise: 3 },
    ),
    ...mustBeOff(inputs.at("disabled").boolean()),
    ...(isTakeoverSwitch(plan, check) ? [] : mustBeOff(inputs.at("invertHealthcheck").boolean())),
    ...(type.startsWith("HTTPS") ? mustBeOn(inputs.at("enableSni").boolean(), true) : []),
  ];
}
