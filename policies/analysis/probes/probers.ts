/** Everyone who asks in a plan, but for pods' own probes. */
import type { PlannedResource } from "../../framework/planned";
import {
  CANARY,
  DISTRIBUTION,
  ELASTIC_IP,
  HEALTH_CHECK,
  INSTANCE,
  LISTENER,
  LISTENER_RULE,
  LOAD_BALANCER,
  RECORD,
  TARGET_GROUP,
} from "../../resources";
import { valueOf } from "../graph/reader";
import { sourceOf, typeOfLoadBalancer } from "./balancers";
import { codeOf } from "./canary-code";
import { ENDPOINTS } from "./endpoints";
import { podProbers } from "./pod-probers";
import { GUARDING_TYPES } from "./security-groups";
import type { Prober, ProbeRequest, Start, StatusRange } from "./types";
import type { Walk } from "./walk";

export function probersOf(walk: Walk): readonly Prober[] {
  const { plan } = walk;
  return [
    ...plan.ofType(CANARY).flatMap((canary) => canaryProbers(walk, canary)),
    ...plan.ofType(HEALTH_CHECK).flatMap((check) => dnsCheck(walk, check)),
    ...targetChecks(walk),
    ...podProbers(plan),
    ...plan.ofType(DISTRIBUTION).flatMap(originProber),
  ];
}

const PLAIN: ProbeRequest = {
  from: { kind: "internet", who: "the internet" },
  protocol: "https",
  host: undefined,
  port: 443,
  path: "/",
  method: "GET",
  userAgent: "program",
  headers: new Map(),
  otherHeaders: "none",
  verifiesCertificate: false,
  perFiveMinutes: undefined,
};

function canaryProbers({ links }: Walk, canary: PlannedResource): readonly Prober[] {
  const { inputs } = canary;
  // Left out it is made, and not started.
  if (inputs.at("startCanary").state === "absent" || valueOf(inputs.at("startCanary").boolean()) === false)
    return [];
  const code = codeOf(links, canary);
  const variables = inputs.at("runConfig.environmentVariables");
  const given = variables.keys().flatMap((name) => variables.key(name).texts());
  const urls = [...new Set([...given, ...(code?.urls ?? [])])].filter(
    (text) => /^https?:\/\//.test(text) && URL.canParse(text),
  );
  const guards = links.from(canary, "vpcConfig", GUARDING_TYPES);
  const request: ProbeRequest = {
    ...PLAIN,
    from:
      guards.length > 0
        ? { kind: "security-groups", groups: guards }
        : { kind: "internet", who: "CloudWatch Synthetics" },
    userAgent: code?.userAgent ?? "unknown",
    otherHeaders: code === undefined ? "any" : { namedIn: code.text },
    verifiesCertificate: true,
    perFiveMinutes: perFiveMinutes(valueOf(inputs.at("schedule.expression").string())),
  };
  const common = { resource: canary, kind: "canary", accepts: code?.accepts } as const;
  if (urls.length === 0) {
    return [{ ...common, request, start: { kind: "unknown", what: `what ${canary.name} asks` } }];
  }
  return urls.map((url) => ({
    ...common,
    start: { kind: "name" },
    request: { ...request, ...partsOf(url) },
  }));
}

/** `rate(1 minute)`; undefined for what is written as a cron expression. */
function perFiveMinutes(schedule: string | undefined): number | undefined {
  const minutes = /^rate\((\d+) minutes?\)$/.exec(schedule ?? "")?.[1];
  return minutes === undefined || minutes === "0" ? undefined : 5 / Number(minutes);
}

function partsOf(url: string): Pick<ProbeRequest, "protocol" | "host" | "port" | "path"> {
  const { protocol, hostname, port, pathname } = new URL(url);
  const isTls = protocol === "https:";
  return {
    protocol: isTls ? "https" : "http",
    host: hostname,
    port: port === "" ? (isTls ? 443 : 80) : Number(port),
    path: pathname,
  };
}

/**
 * It takes any certificate, and 2xx and 3xx within four seconds.
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html
 */
function dnsCheck({ links }: Walk, check: PlannedResource): readonly Prober[] {
  const { inputs } = check;
  const type = valueOf(inputs.at("type").string());
  if (type === undefined || !/^(HTTPS?(_STR_MATCH)?|TCP)$/.test(type)) return [];
  if (valueOf(inputs.at("disabled").boolean()) === true) return [];
  const protocol = type === "TCP" ? "tcp" : type.startsWith("HTTPS") ? "https" : "http";
  const port = inputs.at("port");
  const interval = inputs.at("requestInterval").number();
  const request: ProbeRequest = {
    ...PLAIN,
    from: { kind: "internet", who: "Route 53's health checkers" },
    protocol,
    host: valueOf(inputs.at("fqdn").string())?.toLowerCase(),
    port: port.state === "absent" ? (protocol === "https" ? 443 : 80) : valueOf(port.number()),
    path: inputs.at("resourcePath").state === "absent" ? "/" : valueOf(inputs.at("resourcePath").string()),
    perFiveMinutes: 300 / (interval.state === "known" ? interval.value : 30),
  };
  const start = dnsStart(links, check, request.host);
  return [{ resource: check, kind: "dns-check", start, request, accepts: [[200, 399]] }];
}

function dnsStart(links: Walk["links"], check: PlannedResource, host: string | undefined): Start {
  if (check.inputs.at("ipAddress").state !== "absent") {
    const addresses = links.from(check, "ipAddress", ELASTIC_IP);
    const endpoints = [
      ...addresses.flatMap((address) => links.to(address, LOAD_BALANCER, "subnetMappings", ELASTIC_IP)),
      ...addresses.flatMap((address) => links.from(address, "instance", INSTANCE)),
      ...links.from(check, "ipAddress", INSTANCE),
    ];
    return endpoints.length > 0
      ? { kind: "endpoints", endpoints }
      : { kind: "unknown", what: `what has the address that ${check.name} asks` };
  }
  if (host !== undefined) return { kind: "name" };
  const endpoints = links.from(check, "fqdn", [...ENDPOINTS, ...RECORD]);
  return endpoints.length > 0
    ? { kind: "endpoints", endpoints }
    : { kind: "unknown", what: `the name that ${check.name} asks` };
}

/** Each load balancer asks the targets of every group that one of its listeners sends to. */
function targetChecks(walk: Walk): readonly Prober[] {
  const { plan, links } = walk;
  const senders = [
    ...plan.ofType(LISTENER).map((by) => ({ by, listeners: [by], property: "defaultActions" })),
    ...plan
      .ofType(LISTENER_RULE)
      .map((by) => ({ by, listeners: links.from(by, "listenerArn", LISTENER), property: "actions" })),
  ];
  const pairs = senders.flatMap(({ by, listeners, property }) =>
    listeners
      .flatMap((listener) => links.from(listener, "loadBalancerArn", LOAD_BALANCER))
      .flatMap((balancer) => links.from(by, property, TARGET_GROUP).map((group) => ({ balancer, group }))),
  );
  const once = new Map(pairs.map((pair) => [`${pair.balancer.urn} ${pair.group.urn}`, pair]));
  return [...once.values()].flatMap(({ balancer, group }) => targetCheck(walk, balancer, group));
}

/** No condition about names fits the target's address, which these requests have for a host. */
const TARGET_ADDRESS = "192.0.2.1";

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html */
function targetCheck(walk: Walk, balancer: PlannedResource, group: PlannedResource): readonly Prober[] {
  const { inputs } = group;
  const check = inputs.at("healthCheck");
  if (valueOf(inputs.at("targetType").string()) === "lambda") return [];
  if (valueOf(check.at("enabled").boolean()) === false) return [];
  const isNetwork = typeOfLoadBalancer(balancer) === "network";
  const spoken = valueOf(
    (check.at("protocol").state === "absent" && isNetwork ? inputs : check).at("protocol").string(),
  );
  const port = valueOf(check.at("port").string()) ?? "traffic-port";
  const interval = check.at("interval").number();
  const request: ProbeRequest = {
    ...PLAIN,
    from: sourceOf(walk, balancer),
    protocol: spoken === "HTTPS" ? "https" : isNetwork && spoken !== "HTTP" ? "tcp" : "http",
    host: TARGET_ADDRESS,
    port: port === "traffic-port" ? valueOf(inputs.at("port").number()) : Number(port),
    path: check.at("path").state === "absent" ? "/" : valueOf(check.at("path").string()),
    perFiveMinutes: 300 / (interval.state === "known" ? interval.value : 30),
  };
  const accepts = matched(valueOf(check.at("matcher").string()) ?? (isNetwork ? "200-399" : "200"));
  return [
    { resource: group, kind: "target-check", start: { kind: "targets", balancer, group }, request, accepts },
  ];
}

/** `200`, `200,202` or `200-299`. */
function matched(matcher: string): readonly StatusRange[] {
  return matcher.split(",").map((range) => {
    const [from = "0", to = from] = range.trim().split("-");
    return [Number(from), Number(to)];
  });
}

/** What a client may ask for: any path, and so none that a rule is made for. */
const ANY_PATH = "/…";

function originProber(distribution: PlannedResource): readonly Prober[] {
  const { inputs } = distribution;
  if (valueOf(inputs.at("enabled").boolean()) === false) return [];
  const [alias] = inputs.at("aliases").items();
  const request: ProbeRequest = {
    ...PLAIN,
    from: { kind: "internet", who: "CloudFront" },
    host: alias && valueOf(alias.string()),
    path: ANY_PATH,
    userAgent: "browser",
  };
  return [
    {
      resource: distribution,
      kind: "origin",
      start: { kind: "origins", distribution },
      request,
      accepts: [[100, 399]],
    },
  ];
}
