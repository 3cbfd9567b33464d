import type { Plan, PlannedResource } from "../../framework/planned";
import { stackRule } from "../../framework/rule";
import { fail, pass, unknown, type PolicyVerdict } from "../../framework/verdict";
import { incomingReferences } from "../shared/incoming-references";
import { isSameZone, zoneOf } from "../shared/zones";
import { NAT_GATEWAY, ROUTE, ROUTE_TABLE, ROUTE_TABLE_ASSOCIATION, SUBNET } from "../../resources";

export const natPerAz = stackRule({
  id: "nat-per-az",
  title: "Every subnet leaves through a NAT gateway in its own zone",
  group: "spread",
  severity: "high",
  level: "mandatory",
  types: NAT_GATEWAY,
  rationale:
    "A zonal NAT gateway dies with its zone, and with it the egress of every subnet that is routed through it.",
  link: "https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html",
  remediation: "Make a NAT gateway and a route table for each zone, or a regional NAT gateway.",
  matches: { wellArchitected: ["REL10-BP01"], trustedAdvisor: ["NAT Gateway AZ Independence"] },
  evaluate: (plan) => {
    const routes = incomingReferences(plan, ROUTE, "routeTableId", ROUTE_TABLE);
    const loose = routes.undecided.filter(({ inputs }) => inputs.at("natGatewayId").state !== "absent");
    return [
      ...loose.map((route) => unknown("its routeTableId", route)),
      ...plan.ofType(ROUTE_TABLE_ASSOCIATION).flatMap((association) => {
        const table = only(plan, association, "routeTableId", ROUTE_TABLE);
        const subnet = only(plan, association, "subnetId", SUBNET);
        // An association with a gateway instead of a subnet routes what comes in.
        if (association.inputs.at("subnetId").state === "absent") return [];
        if (table === undefined || subnet === undefined)
          return [unknown("its subnetId or routeTableId", association)];
        return gatewaysOf(plan, table, routes.to(table)).map((gateway) => judgeWayOut(plan, subnet, gateway));
      }),
    ];
  },
});

/** The NAT gateways that a route table sends traffic to, by routes of its own or by `Route` resources. */
function gatewaysOf(
  plan: Plan,
  table: PlannedResource,
  routes: readonly PlannedResource[],
): readonly PlannedResource[] {
  const separate = routes.flatMap((route) => only(plan, route, "natGatewayId", NAT_GATEWAY) ?? []);
  const inline = table
    .dependenciesOf("routes")
    .filter(({ type }) => (NAT_GATEWAY as readonly string[]).includes(type));
  return [...separate, ...inline];
}

function judgeWayOut(plan: Plan, subnet: PlannedResource, gateway: PlannedResource): PolicyVerdict {
  const mode = gateway.inputs.at("availabilityMode").string();
  if (mode.state === "known" && mode.value === "regional") return pass;
  const home = only(plan, gateway, "subnetId", SUBNET);
  const there = home === undefined ? undefined : zoneOf(home);
  const here = zoneOf(subnet);
  if (here.state !== "known" || there?.state !== "known")
    return unknown(`the zone of ${gateway.name}`, subnet);
  const isSame = isSameZone(here.value, there.value);
  if (isSame === undefined) return unknown(`whether ${here.value} is ${there.value}`, subnet);
  return isSame
    ? pass
    : fail(
        `it lies in ${here.value} and leaves through ${gateway.name} in ${there.value}`,
        `route it through a NAT gateway in ${here.value}`,
        subnet,
      );
}

function only(
  plan: Plan,
  from: PlannedResource,
  property: string,
  types: readonly string[],
): PlannedResource | undefined {
  const read = plan.references(from, property, types);
  return read.state === "known" && read.value.length === 1 ? read.value[0] : undefined;
}
