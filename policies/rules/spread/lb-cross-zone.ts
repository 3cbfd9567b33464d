import type { PlannedResource } from "../../framework/planned";
import { stackRule } from "../../framework/rule";
import { fail, judge, list, pass, unknown, type Verdicts } from "../../framework/verdict";
import { mustBeOn } from "../shared/bounds";
import { incomingReferences, type IncomingReferences } from "../shared/incoming-references";
import { CLASSIC_LOAD_BALANCER, LISTENER, LOAD_BALANCER, TARGET_GROUP } from "../../resources";

const PROPERTY = "enableCrossZoneLoadBalancing";
const OVERRIDE = "loadBalancingCrossZoneEnabled";

export const lbCrossZone = stackRule({
  id: "lb-cross-zone",
  title: "A load balancer sends traffic to the healthy targets of all zones",
  group: "spread",
  severity: "high",
  level: "mandatory",
  types: [...LOAD_BALANCER, ...CLASSIC_LOAD_BALANCER],
  rationale:
    "Without cross-zone balancing a zone with few healthy targets still gets its full share of the clients.",
  link: "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-target-groups.html#target-group-cross-zone",
  remediation:
    "Turn cross-zone load balancing on; in front of Application Load Balancers, which do it, it may stay off.",
  matches: {
    wellArchitected: ["REL11-BP02"],
    checkov: ["CKV_AWS_138", "CKV_AWS_152"],
    securityHub: ["ELB.9"],
  },
  evaluate: (plan) => {
    const listeners = incomingReferences(plan, LISTENER, "loadBalancerArn", LOAD_BALANCER);
    return [
      ...plan.ofType(LOAD_BALANCER).flatMap((balancer) => list(modern(balancer, listeners), balancer)),
      ...plan
        .ofType(CLASSIC_LOAD_BALANCER)
        .flatMap((balancer) =>
          list(mustBeOn(balancer.inputs.at("crossZoneLoadBalancing").boolean(), true), balancer),
        ),
      ...plan.ofType(TARGET_GROUP).flatMap((group) => list(overridden(group), group)),
    ];
  },
});

function modern(balancer: PlannedResource, listeners: IncomingReferences): Verdicts {
  return judge(balancer.inputs.at("loadBalancerType").string(), {
    known: (type) => (type === "application" ? pass : network(balancer, listeners)),
    // Left out, it is an Application Load Balancer, which always does it.
    absent: () => pass,
  });
}

function network(balancer: PlannedResource, listeners: IncomingReferences): Verdicts {
  const own = balancer.inputs.at(PROPERTY).boolean();
  if (own.state === "unknown") return unknown(own.path);
  if (own.state === "known" && own.value) return pass;
  const groups = listeners
    .to(balancer)
    .flatMap((listener) => listener.dependenciesOf("defaultActions"))
    .filter(({ type }) => TARGET_GROUP.includes(type));
  if (groups.length > 0 && groups.every(balancesItself)) return pass;
  const found = own.state === "known" ? `${PROPERTY} is false` : `${PROPERTY} is not set, which means false`;
  return fail(found, `set ${PROPERTY} to true`);
}

/** A target group may turn off what its load balancer does; targets that are load balancers spread by themselves. */
function overridden({ inputs }: PlannedResource): Verdicts {
  const type = inputs.at("targetType").string();
  if (type.state === "known" && type.value === "alb") return pass;
  const override = inputs.at(OVERRIDE).string();
  if (override.state === "unknown") return unknown(override.path);
  return override.state === "known" && override.value === "false"
    ? fail(`${OVERRIDE} is false`, `set ${OVERRIDE} to use_load_balancer_configuration, or leave it out`)
    : pass;
}

/** Targets that spread over zones themselves, or a target group that overrides its load balancer. */
function balancesItself({ inputs }: PlannedResource): boolean {
  const type = inputs.at("targetType").string();
  const override = inputs.at(OVERRIDE).boolean();
  return (type.state === "known" && type.value === "alb") || (override.state === "known" && override.value);
}
