/** What CloudFront does with a request, and what it asks its origins then. */
import type { Field } from "../../framework/field";
import type { PlannedResource } from "../../framework/planned";
import { WEB_ACL } from "../../resources";
import { valueOf } from "../graph/reader";
import { answered, everyOf, inOrder, refused, unsure } from "./answers";
import { covers } from "./certificates";
import { ENDPOINTS } from "./endpoints";
import type { Answer, Asking, HeaderValue, ProbeRequest } from "./types";
import { onward, type Walk } from "./walk";
import { throughFirewall } from "./web-firewall";

/**
 * Managed policies that hand the client's `Host` and `User-Agent` on.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html
 */
const HANDS_ALL_ON: ReadonlySet<string> = new Set([
  "216adef6-5c7f-47e4-b989-5492eafa07d3", // AllViewer
  "33f36d7e-f396-46d9-90e0-52428a34d9dc", // AllViewerAndCloudFrontHeaders-2022-06
]);

/** A client's request: past the distribution's firewall, and on to its origins. */
export function atDistribution(before: Walk, asking: Asking, distribution: PlannedResource): Answer {
  const walk = onward(before, distribution);
  if (walk === undefined) return unsure(`what is behind ${distribution.name}, which leads back to itself`);
  const firewalls = walk.links.from(distribution, "webAclId", WEB_ACL);
  return inOrder(
    () => answered(distribution.name),
    () => isForHost(asking.request, distribution),
    () => everyOf(firewalls.map((acl) => throughFirewall(asking.request, acl))),
    () => askOrigins(walk, asking, distribution),
  );
}

/** CloudFront answers 403 to names that are not among its aliases. */
function isForHost({ host }: ProbeRequest, distribution: PlannedResource): Answer {
  const aliases = distribution.inputs.at("aliases").strings();
  if (host === undefined || aliases.state !== "known") return answered();
  if (aliases.value.some((alias) => covers(alias, host))) return answered();
  return refused(
    distribution,
    `${distribution.name} is for ${aliases.value.join(" and ")}, not for ${host}`,
    `add ${host} to its aliases`,
  );
}

/** Asks the origins for what a client asked, as CloudFront does: by their names, with its own headers. */
export function askOrigins(walk: Walk, asking: Asking, distribution: PlannedResource): Answer {
  const { inputs } = distribution;
  const wanted = valueOf(inputs.at("defaultCacheBehavior.targetOriginId").string());
  const isPlain = inputs.at("orderedCacheBehaviors").items().length === 0;
  const origins = originsOf(distribution).filter(
    (origin) => !isPlain || wanted === undefined || valueOf(origin.at("originId").string()) === wanted,
  );
  if (origins.length === 0) return unsure(`the origins of ${distribution.name}`);
  return everyOf(origins.map((origin) => atOrigin(walk, asking, distribution, origin)));
}

function originsOf({ inputs }: PlannedResource): readonly Field[] {
  return inputs.at("origins").items();
}

function atOrigin(walk: Walk, asking: Asking, distribution: PlannedResource, origin: Field): Answer {
  const custom = origin.at("customOriginConfig");
  // Without one it is a bucket, which has no listener to refuse.
  if (custom.state === "absent") return answered();
  const request = originRequest(walk, asking.request, distribution, origin);
  const named = request.host;
  const computed = walk.links.from(distribution, "origins", ENDPOINTS);
  const [only] = computed;
  // Two of them, and the plan does not say which origin is which.
  if (named === undefined && computed.length === 1 && only !== undefined) {
    return walk.stops.atEndpoint(walk, { ...asking, request }, only);
  }
  return walk.stops.atName(walk, { ...asking, request });
}

function originRequest(
  { links }: Walk,
  request: ProbeRequest,
  distribution: PlannedResource,
  origin: Field,
): ProbeRequest {
  const custom = origin.at("customOriginConfig");
  const policy = valueOf(custom.at("originProtocolPolicy").string());
  const protocol = policy === "https-only" ? "https" : policy === "http-only" ? "http" : request.protocol;
  const port = valueOf(custom.at(protocol === "http" ? "httpPort" : "httpsPort").number());
  const handsOn = valueOf(distribution.inputs.at("defaultCacheBehavior.originRequestPolicyId").string());
  const isHandedOn = handsOn !== undefined && HANDS_ALL_ON.has(handsOn);
  const sources = links.sourcesOf(distribution, "origins");
  const own = origin
    .at("customHeaders")
    .items()
    .flatMap((header): [string, HeaderValue][] => {
      const name = valueOf(header.at("name").string());
      const text = valueOf(header.at("value").string());
      return name === undefined ? [] : [[name.toLowerCase(), { text, sources }]];
    });
  return {
    ...request,
    from: { kind: "internet", who: "CloudFront" },
    protocol,
    port: port ?? (protocol === "http" ? 80 : 443),
    host: valueOf(origin.at("domainName").string())?.toLowerCase(),
    // Left to itself it calls itself Amazon CloudFront.
    userAgent: isHandedOn ? request.userAgent : "program",
    headers: new Map([...request.headers, ...own]),
    // It takes a certificate for the origin's name, or for the Host header where that is handed on.
    verifiesCertificate: protocol === "https" && (isHandedOn ? "unknown" : true),
    perFiveMinutes: undefined,
  };
}
