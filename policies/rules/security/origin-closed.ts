import type { Plan, PlannedResource } from "../../framework/planned";
import { stackRule } from "../../framework/rule";
import { fail, pass, unknown, type PolicyVerdict } from "../../framework/verdict";
import { DISTRIBUTION, SECURITY_GROUP_INGRESS, LOAD_BALANCER, RECORD, SECURITY_GROUP } from "../../resources";

export const originClosed = stackRule({
  id: "origin-closed",
  title: "A load balancer behind a distribution is reached by the distribution alone",
  group: "security",
  severity: "medium",
  level: "mandatory",
  types: DISTRIBUTION,
  rationale:
    "Open to the internet, the origin is a second way in: around the distribution's web firewall, cache and protection from floods.",
  link: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/restrict-access-to-load-balancer.html",
  remediation:
    "Let the load balancer's security groups in only AWS's prefix list com.amazonaws.global.cloudfront.origin-facing.",
  matches: { wellArchitected: ["SEC05-BP02"] },
  evaluate: (plan) => {
    const origins = new Set(
      plan.ofType(DISTRIBUTION).flatMap((distribution) => originsOf(plan, distribution)),
    );
    return [...origins].flatMap((balancer) => judgeBalancer(plan, balancer));
  },
});

/** The load balancers that a distribution asks, by their own names or by records that lead to them. */
function originsOf(plan: Plan, distribution: PlannedResource): readonly PlannedResource[] {
  const balancers = plan.ofType(LOAD_BALANCER);
  const isBalancer = (resource: PlannedResource): boolean => balancers.includes(resource);
  const origins = distribution.inputs.at("origins").items();
  const names = origins.flatMap((origin) => {
    const name = origin.at("domainName").string();
    return name.state === "known" ? [name.value] : [];
  });
  const led = plan.ofType(RECORD).filter(({ inputs }) => {
    const name = inputs.at("name").string();
    return name.state === "known" && names.includes(name.value.replace(/\.$/, ""));
  });
  return [
    ...distribution.dependenciesOf("origins").filter(isBalancer),
    ...led.flatMap((record) =>
      ["aliases", "records"].flatMap((to) => record.dependenciesOf(to).filter(isBalancer)),
    ),
  ];
}

function judgeBalancer(plan: Plan, balancer: PlannedResource): readonly PolicyVerdict[] {
  const internal = balancer.inputs.at("internal").boolean();
  if (internal.state === "known" && internal.value) return [pass];
  const groups = plan.references(balancer, "securityGroups", SECURITY_GROUP);
  if (groups.state === "absent") return [pass];
  if (groups.state === "unknown") return [unknown(groups.path, balancer)];
  return groups.value.flatMap((group) => judgeGroup(plan, group, balancer));
}

const everybody = ["0.0.0.0/0", "::/0"];

function judgeGroup(plan: Plan, group: PlannedResource, balancer: PlannedResource): readonly PolicyVerdict[] {
  const found = (culprit: PlannedResource): PolicyVerdict =>
    fail(
      `it lets everybody reach ${balancer.name}, which is the origin of a distribution`,
      "name CloudFront's origin-facing prefix list instead of a block",
      culprit,
    );
  const own = group.inputs
    .at("ingress")
    .items()
    .flatMap((rule) => [rule.at("cidrBlocks"), rule.at("ipv6CidrBlocks")])
    .flatMap((blocks) => {
      const listed = blocks.strings();
      if (listed.state === "unknown") return [unknown(listed.path, group)];
      return listed.state === "known" && listed.value.some((block) => everybody.includes(block))
        ? [found(group)]
        : [];
    });
  const separate = plan
    .ofType(SECURITY_GROUP_INGRESS)
    .filter((rule) => rule.dependenciesOf("securityGroupId").includes(group))
    .flatMap((rule) =>
      [rule.inputs.at("cidrIpv4"), rule.inputs.at("cidrIpv6")].flatMap((block) => {
        const read = block.string();
        if (read.state === "unknown") return [unknown(read.path, rule)];
        return read.state === "known" && everybody.includes(read.value) ? [found(rule)] : [];
      }),
    );
  return [...own, ...separate];
}
