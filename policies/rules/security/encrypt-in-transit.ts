import type { Resource } from "../../framework/planned";
import { resourceRule } from "../../framework/rule";
import { fail, judge, pass, unknown, type PolicyVerdict, type Verdicts } from "../../framework/verdict";
import { mustBeOn } from "../shared/bounds";
import { CACHE_GROUP, DB_PROXY, LISTENER, MEMORYDB_CLUSTER, SEARCH_DOMAIN } from "../../resources";

/** Names of the policies that take nothing older than TLS 1.2. */
const MODERN_TLS = /TLS13-1-[23]|TLS-1-2|FS-1-2/;

export const encryptInTransit = resourceRule({
  id: "encrypt-in-transit",
  title: "Data is encrypted on its way",
  group: "security",
  severity: "high",
  level: "mandatory",
  types: [...LISTENER, ...CACHE_GROUP, ...MEMORYDB_CLUSTER, ...DB_PROXY, ...SEARCH_DOMAIN],
  rationale: "Between zones and regions traffic leaves the building; passwords and sessions travel with it.",
  link: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html",
  remediation: "Redirect HTTP to HTTPS, name a TLS 1.2 or 1.3 policy, and turn transit encryption on.",
  matches: {
    wellArchitected: ["SEC09-BP02"],
    checkov: ["CKV_AWS_2", "CKV_AWS_103", "CKV_AWS_30", "CKV_AWS_202"],
    securityHub: ["ELB.1", "ELB.17", "ElastiCache.5", "Opensearch.3"],
  },
  evaluate: (resource) => {
    const { type, inputs } = resource;
    if (LISTENER.includes(type)) return judgeListener(resource);
    if ((CACHE_GROUP as readonly string[]).includes(type)) {
      // A member of a Global Datastore is encrypted as the first one, and may not say so itself.
      const follows = inputs.at("globalReplicationGroupId").state !== "absent";
      return mustBeOn(inputs.at("transitEncryptionEnabled").boolean(), follows);
    }
    if ((DB_PROXY as readonly string[]).includes(type)) return mustBeOn(inputs.at("requireTls").boolean());
    if ((MEMORYDB_CLUSTER as readonly string[]).includes(type))
      return mustBeOn(inputs.at("tlsEnabled").boolean(), true);
    return [
      ...mustBeOn(inputs.at("domainEndpointOptions.enforceHttps").boolean()),
      ...mustBeOn(inputs.at("nodeToNodeEncryption.enabled").boolean()),
    ];
  },
});

function judgeListener(listener: Resource): Verdicts {
  return judge(listener.inputs.at("protocol").string(), {
    known: (protocol) => {
      if (protocol === "HTTP") return redirects(listener);
      // TCP and UDP pass through what they carry; encryption is the affair of both ends.
      return protocol === "HTTPS" || protocol === "TLS" ? modern(listener) : pass;
    },
    absent: () => pass,
  });
}

function redirects({ inputs }: Resource): PolicyVerdict {
  const actions = inputs.at("defaultActions");
  const types = actions.items().map((action) => action.at("type").string());
  const targets = actions.items().map((action) => action.at("redirect.protocol").string());
  const open = [...types, ...targets].find(({ state }) => state === "unknown");
  if (actions.state === "unknown" || open !== undefined) return unknown(open?.path ?? actions.path);
  const isRedirect = types.some((type) => type.state === "known" && type.value === "redirect");
  const toHttps = targets.some((target) => target.state === "known" && target.value === "HTTPS");
  return isRedirect && toHttps
    ? pass
    : fail(
        "it serves HTTP without redirecting to HTTPS",
        "make its default action a redirect to HTTPS with HTTP_301",
      );
}

function modern({ inputs }: Resource): Verdicts {
  const fix = "set sslPolicy to ELBSecurityPolicy-TLS13-1-2-Res-2021-06";
  return judge(inputs.at("sslPolicy").string(), {
    known: (policy) =>
      MODERN_TLS.test(policy) ? pass : fail(`sslPolicy is ${policy}, which takes TLS 1.0 or 1.1`, fix),
    absent: () => fail("sslPolicy is not set, which means TLS 1.0 and up", fix),
  });
}
