import { describe, expect, it } from "@jest/globals";
import { changed, mistakesIn, onKubernetes, region, smallest, withStandby } from "./settings";

type Case = readonly [
  stack: Record<string, unknown>,
  changes: Readonly<Record<string, unknown>>,
  line: string,
];

const everywhere = changed(withStandby, {
  database: undefined,
  dns: { routing: "weighted", weights: { "us-east-1": 1, "eu-west-1": 1 } },
  "regions[1].role": "active",
});
const disposable = { ...smallest, dataProtection: "disposable" };

/** What a component or AWS would refuse: late, one at a time, and without the key. */
const cases: readonly Case[] = [
  [
    withStandby,
    { "regions[1]": region("cn-north-1", "standby", "10.20.0.0/16") },
    'regions[1].name must be a region of the partition aws, because the regions in China have no AWS Shield, AWS WAF for no distribution, a Route 53 and a CloudFront of their own, and ask a filing (ICP) of each public name, got "cn-north-1"; choose another region',
  ],
  [
    smallest,
    { "regions[0]": region("us-gov-west-1", "active", "10.10.0.0/16") },
    'regions[0].name must be a region of the partition aws, because AWS GovCloud (US) has no public hosted zones of Route 53, no latency-based routing and no CloudFront, which clients are led by here, got "us-gov-west-1"; choose another region',
  ],
  [
    smallest,
    { backup: { destinationRegion: "us-gov-west-1" } },
    'backup.destinationRegion must be a region of the partition aws, because AWS GovCloud (US) has no public hosted zones of Route 53, no latency-based routing and no CloudFront, which clients are led by here, got "us-gov-west-1"; choose another region',
  ],
  [
    smallest,
    { loadBalancer: { kind: "network", idleTimeoutSeconds: 351 } },
    "loadBalancer.idleTimeoutSeconds must be at most 350 with kind network, which AWS fixes where TLS ends, got 351; lower it, or choose application or network-to-application",
  ],
  [
    smallest,
    { contentDelivery: "cloudfront", loadBalancer: { kind: "network" } },
    'contentDelivery must be "none" with loadBalancer.kind "network", which cannot tell whether a request came through CloudFront, got "cloudfront"; choose another kind',
  ],
  [
    smallest,
    { observability: { notifyEndpoints: Array(2).fill("https://pager.example.com/sns") } },
    'observability.notifyEndpoints[1] must not be listed twice, got "https://pager.example.com/sns"; remove it',
  ],
  [
    smallest,
    { tags: { "standfast:stack": "other" } },
    'tags."standfast:stack" as a key must be the key of a tag, of letters, digits and _.:=+@-, that begins with neither aws: nor standfast:, got a text of 15 characters; write one such as cost-center',
  ],
  [
    onKubernetes,
    { contentDelivery: "cloudfront", "appTier.exposure": "ingress" },
    'contentDelivery must be "none" with appTier.exposure "ingress", because the load balancer is the cluster\'s and stays open beside CloudFront, got "cloudfront"; choose target-group-binding',
  ],
  [
    smallest,
    { ddosProtection: "advanced", loadBalancer: { kind: "network" } },
    'ddosProtection must be "standard" with loadBalancer.kind "network", because Shield Advanced protects no Network Load Balancer without fixed addresses, got "advanced"; choose another kind',
  ],
  [
    onKubernetes,
    { ddosProtection: "advanced", "appTier.exposure": "ingress" },
    'ddosProtection must be "standard" with appTier.exposure "ingress", because the load balancer is the cluster\'s and its ARN is not known, got "advanced"; choose target-group-binding',
  ],
  [
    everywhere,
    { "dns.weights": { "us-east-1": 0, "eu-west-1": 0 } },
    "dns.weights must leave one region above 0, because Route 53 reads 0 for all as equal shares, got an object; raise one",
  ],
  [
    smallest,
    { webFirewall: { managedRules: ["AWSManagedRulesCommonRuleSet", "AWSManagedRulesCommonRuleSet"] } },
    'webFirewall.managedRules[1] must not be listed twice, got "AWSManagedRulesCommonRuleSet"; remove it',
  ],
  [
    smallest,
    { observability: { notify: ["oncall@example.com", "lead@example.com", "oncall@example.com"] } },
    'observability.notify[2] must not be listed twice, got "oncall@example.com"; remove it',
  ],
  [
    disposable,
    { offHours: { startAt: "20:00", stopAt: "06:00" } },
    'offHours.startAt must be before stopAt (06:00), got "20:00"; swap or correct them',
  ],
  [
    disposable,
    { offHours: { timezone: "Europe/Atlantis" } },
    'offHours.timezone must be an IANA time zone, got "Europe/Atlantis"; write one such as Europe/Berlin',
  ],
  [
    disposable,
    { backup: { destinationRegion: "us-west-2", vaultLock: "compliance" } },
    'backup.vaultLock must be "governance" or "none" with dataProtection "disposable", because no user can lift a compliance lock, got "compliance"; change one of the two',
  ],
  [
    smallest,
    { "database.tuning": { sharedBuffersMiB: 8192 } },
    "database.tuning.sharedBuffersMiB must be below 8192, the memory of db.m7g.large, got 8192; lower it, or choose a larger class",
  ],
  [
    smallest,
    {
      "database.deployment": "cluster",
      "database.maxAllocatedStorageGiB": undefined,
      "database.instanceClass": "db.t4g.medium",
    },
    'database.instanceClass must be of a family with a local disk for a Multi-AZ DB cluster, got "db.t4g.medium"; choose one such as db.m6gd.large or db.r6gd.large',
  ],
  [
    onKubernetes,
    { "appTier.port": 8443 },
    "appTier.port must not be 8443 on Kubernetes, where the load balancer's TLS ends, got 8443; choose another",
  ],
  [
    onKubernetes,
    { "appTier.terminationGraceSeconds": 44 },
    "appTier.terminationGraceSeconds must be at least 45, 10 above preStopSeconds, or the pod is killed before it can end, got 44; raise it",
  ],
  [
    onKubernetes,
    { "appTier.exposure": "ingress", regions: [region("eu-south-2", "active", "10.10.0.0/16")] },
    'regions[0].name must be a region whose load balancers have a known hosted zone, with appTier.exposure "ingress", got "eu-south-2"; choose another region, or "target-group-binding"',
  ],
  [
    smallest,
    { observability: { metricPrefix: "a" } },
    "observability.metricPrefix must be the beginning of a metric's name, of two letters at least, got a text of 1 character; write one such as app, without the final underscore",
  ],
];

describe("what a component would refuse", () => {
  it.each(cases.map(([stack, changes, line]) => ({ stack, changes, line })))(
    "$line",
    ({ stack, changes, line }) => {
      expect(mistakesIn(stack)).toEqual([]);
      expect(mistakesIn(changed(stack, changes))).toEqual([line]);
    },
  );

  it("is refused all at once", () => {
    const raw = changed(onKubernetes, {
      "appTier.port": 8443,
      loadBalancer: { kind: "network", idleTimeoutSeconds: 400 },
      contentDelivery: "cloudfront",
      observability: { notify: ["a@example.com", "a@example.com"] },
    });
    expect(mistakesIn(raw).map((line) => line.split(" ")[0])).toEqual([
      "appTier.port",
      "contentDelivery",
      "loadBalancer.idleTimeoutSeconds",
      "observability.notify[1]",
    ]);
  });
});

describe("blocks that no network can use", () => {
  it.each([
    "0.0.0.0/16",
    "127.0.0.0/16",
    "169.254.0.0/16",
    "169.254.64.0/18",
    "224.0.0.0/16",
    "255.255.252.0/22",
  ])("%s is refused", (cidrBlock) => {
    const [line] = mistakesIn(changed(smallest, { "regions[0].cidrBlock": cidrBlock }));
    expect(line).toContain("so choose a private one such as 10.10.0.0/16");
  });

  it.each(["100.64.0.0/16", "172.31.0.0/16", "198.51.0.0/16"])("%s is taken", (cidrBlock) => {
    expect(mistakesIn(changed(smallest, { "regions[0].cidrBlock": cidrBlock }))).toEqual([]);
  });
});
