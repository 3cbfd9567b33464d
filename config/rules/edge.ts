import { networkIdleTimeoutSeconds } from "../../components/kit/limits";
import { wafLabelNamespaces } from "../../components/kit/waf-label-namespaces";
import { listedOnce, readableRegions, regionNames, type SettingsRule, unless } from "./draft";

const zoneAnswersForTheDomain: SettingsRule = ({ domainName, hostedZone }) => {
  if (domainName === undefined || hostedZone?.mode !== "create" || hostedZone.name === undefined) return [];
  if (domainName === hostedZone.name || domainName.endsWith(`.${hostedZone.name}`)) return [];
  return [
    {
      path: ["hostedZone", "name"],
      message: `must be ${domainName} (domainName) or a domain above it; correct one of the two`,
    },
  ];
};

const checkEndsBeforeTheNext: SettingsRule = ({ loadBalancer }) => {
  const { intervalSeconds, timeoutSeconds } = loadBalancer?.healthCheck ?? {};
  if (intervalSeconds === undefined || timeoutSeconds === undefined || timeoutSeconds < intervalSeconds)
    return [];
  return [
    {
      path: ["loadBalancer", "healthCheck", "timeoutSeconds"],
      message: `must be below intervalSeconds (${intervalSeconds}); lower it, or raise the interval`,
    },
  ];
};

/** https://docs.aws.amazon.com/waf/latest/developerguide/how-aws-waf-works-resources.html */
const webFirewallHasAnApplicationLoadBalancer: SettingsRule = ({ webFirewall, loadBalancer }) =>
  unless(
    webFirewall === undefined || loadBalancer?.kind !== "network",
    ["webFirewall"],
    "needs an Application Load Balancer to work at; choose another loadBalancer.kind, or remove it",
  );

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html#sticky-sessions */
const sessionsCanBeKept: SettingsRule = ({ loadBalancer }) =>
  unless(
    loadBalancer?.kind !== "network" || (loadBalancer.stickySessionSeconds ?? 0) === 0,
    ["loadBalancer", "stickySessionSeconds"],
    "must be 0 with kind network; choose application or network-to-application, which keep sessions",
  );

const silentConnectionsEndInTime: SettingsRule = ({ loadBalancer }) =>
  unless(
    loadBalancer?.kind !== "network" || (loadBalancer.idleTimeoutSeconds ?? 0) <= networkIdleTimeoutSeconds,
    ["loadBalancer", "idleTimeoutSeconds"],
    `must be at most ${networkIdleTimeoutSeconds} with kind network, which AWS fixes where TLS ends; lower it, or choose application or network-to-application`,
  );

/** Requests that walk around the distribution are told by a header, which a Network Load Balancer does not read. */
const originsCanBeVerified: SettingsRule = ({ contentDelivery, loadBalancer, appTier }) => [
  ...unless(
    contentDelivery !== "cloudfront" || appTier?.platform !== "kubernetes" || appTier.exposure !== "ingress",
    ["contentDelivery"],
    'must be "none" with appTier.exposure "ingress", because the load balancer is the cluster\'s and stays open beside CloudFront; choose target-group-binding',
  ),
  ...unless(
    contentDelivery !== "cloudfront" || loadBalancer?.kind !== "network",
    ["contentDelivery"],
    'must be "none" with loadBalancer.kind "network", which cannot tell whether a request came through CloudFront; choose another kind',
  ),
];

/** https://docs.aws.amazon.com/waf/latest/developerguide/ddos-protections-by-resource-type.html */
const loadBalancersCanBeProtected: SettingsRule = ({ ddosProtection, loadBalancer, appTier }) => {
  if (ddosProtection !== "advanced") return [];
  const path = ["ddosProtection"];
  return [
    ...unless(
      loadBalancer?.kind !== "network",
      path,
      'must be "standard" with loadBalancer.kind "network", because Shield Advanced protects no Network Load Balancer without fixed addresses; choose another kind',
    ),
    ...unless(
      appTier?.platform !== "kubernetes" || appTier.exposure !== "ingress",
      path,
      'must be "standard" with appTier.exposure "ingress", because the load balancer is the cluster\'s and its ARN is not known; choose target-group-binding',
    ),
  ];
};

const managedRulesAreNamedOnce: SettingsRule = ({ webFirewall }) =>
  listedOnce(webFirewall?.managedRules, ["webFirewall", "managedRules"], "remove it");

const exceptionsHaveAGroup: SettingsRule = ({ webFirewall }) =>
  Object.entries(webFirewall?.exceptions ?? {}).flatMap(([group, exception]) => {
    const at = ["webFirewall", "exceptions", group];
    return [
      ...unless(
        webFirewall?.managedRules === undefined || webFirewall.managedRules.includes(group),
        at,
        "is of a group that webFirewall.managedRules does not list; add it there, or remove the exception",
      ),
      ...unless(
        (exception?.paths ?? []).length === 0 || wafLabelNamespaces[group] !== undefined,
        [...at, "paths"],
        "must be empty for this group, which also labels what it would not refuse; remove them, or the exception",
      ),
    ];
  });

/** https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-setting-body-inspection-limit.html */
const moreOfABodyIsInspectedByCloudFront: SettingsRule = ({ webFirewall, contentDelivery }) =>
  unless(
    contentDelivery === "cloudfront" || (webFirewall?.bodyInspectionKiB ?? 16) === 16,
    ["webFirewall", "bodyInspectionKiB"],
    'is for contentDelivery "cloudfront" only, because before a load balancer AWS inspects 8 KiB; remove it, or change contentDelivery',
  );

/** Traffic may go wherever writes may: RDS for PostgreSQL takes them in one region. */
const everyAnsweringRegionCanWrite: SettingsRule = ({ dns, database }) =>
  unless(
    dns?.routing === undefined || dns.routing === "failover" || database === undefined,
    ["dns", "routing"],
    'must be "failover" beside a database, because only its primary\'s region can write; change it, or remove the database',
  );

const everyRegionHasAWeight: SettingsRule = (draft) => {
  const { routing, weights } = draft.dns ?? {};
  if (routing === undefined) return [];
  const at = ["dns", "weights"];
  if (routing !== "weighted") {
    return unless(
      weights === undefined,
      at,
      'are for dns.routing "weighted" only; remove them, or change it',
    );
  }
  const names = regionNames(draft);
  const missing = names.filter((name) => weights?.[name] === undefined);
  const foreign = Object.keys(weights ?? {}).filter((name) => !names.includes(name));
  return [
    ...unless(missing.length === 0, at, `must have one for each region; add ${missing.join(", ")}`),
    ...foreign.map((name) => ({ path: [...at, name], message: "is for no region of the stack; remove it" })),
    ...unless(
      weights === undefined || Object.values(weights).some((weight) => weight !== 0),
      at,
      "must leave one region above 0, because Route 53 reads 0 for all as equal shares; raise one",
    ),
  ];
};

const activeRegionsAreSeveral: SettingsRule = (draft) =>
  unless(
    draft.dns?.routing === undefined || draft.dns.routing === "failover" || readableRegions(draft).length > 1,
    ["dns", "routing"],
    'must be "failover" with a single region; change it, or add a region',
  );

/** What is wrong between the load balancers, DNS and their surroundings. */
export const edgeRules: readonly SettingsRule[] = [
  zoneAnswersForTheDomain,
  checkEndsBeforeTheNext,
  webFirewallHasAnApplicationLoadBalancer,
  sessionsCanBeKept,
  silentConnectionsEndInTime,
  originsCanBeVerified,
  loadBalancersCanBeProtected,
  managedRulesAreNamedOnce,
  exceptionsHaveAGroup,
  moreOfABodyIsInspectedByCloudFront,
  everyAnsweringRegionCanWrite,
  everyRegionHasAWeight,
  activeRegionsAreSeveral,
];
