import { resourceRule } from "../../framework/rule";
import { pass } from "../../framework/verdict";
import { mustBeOn } from "../shared/bounds";
import { EKS_CLUSTER, LOAD_BALANCER } from "../../resources";

export const zonalShiftReady = resourceRule({
  id: "zonal-shift-ready",
  title: "Traffic can be shifted out of a zone that is failing slowly",
  group: "spread",
  severity: "medium",
  level: "advisory",
  types: [...LOAD_BALANCER, ...EKS_CLUSTER],
  rationale:
    "A zone rarely dies cleanly; a zonal shift moves traffic away in minutes, but only where it was turned on before.",
  link: "https://docs.aws.amazon.com/r53recovery/latest/dg/arc-zonal-shift.html",
  remediation: "Set enableZonalShift on load balancers, zonalShiftConfig.enabled on EKS clusters.",
  matches: { wellArchitected: ["REL11-BP02", "REL11-BP04"] },
  evaluate: ({ type, inputs }) => {
    if (!LOAD_BALANCER.includes(type)) return mustBeOn(inputs.at("zonalShiftConfig.enabled").boolean());
    const kind = inputs.at("loadBalancerType").string();
    // Gateway Load Balancers know no zonal shift.
    return kind.state === "known" && kind.value === "gateway"
      ? pass
      : mustBeOn(inputs.at("enableZonalShift").boolean());
  },
});
