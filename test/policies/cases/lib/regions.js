"use strict";
/** The application in two regions, and the names that lead to it. */
const platform = require("./platform");
const { aws, inRegion, network, entrance, fleet } = platform;

/**
 * A network, an entrance, a fleet and a health check in each of us-east-1 and us-west-2, and a zone to name them in.
 * @param fleets what differs in the fleet of `east` and of `west`
 */
function twoRegions({ east = {}, west = {} } = {}) {
  const side = (name, region, block, settings) => {
    const opts = inRegion(region);
    const net = network(name, { region, block, opts });
    const door = entrance(name, net, { opts });
    fleet(name, net, [door.group], { opts, ...settings });
    return { name, region, opts, net, ...door };
  };
  const sides = {
    east: side("east", "us-east-1", "10.1", east),
    west: side("west", "us-west-2", "10.2", west),
  };
  const names = sides.east.opts;
  const zone = new aws.route53.Zone("names", { name: "shop.example.net" }, names);
  return { ...sides, names, zone };
}

/** Asks the entrance of `side`, every ten seconds. */
function healthCheck(name, side, opts, settings = {}) {
  const asks = { type: "HTTPS", fqdn: side.lb.dnsName, port: 443, resourcePath: "/ready" };
  return new aws.route53.HealthCheck(
    name,
    { ...asks, requestInterval: 10, failureThreshold: 3, ...settings },
    opts,
  );
}

/** An alias record of the shop; `record` says how it is chosen. */
function alias(name, { zone, names }, { side, evaluate = true, target, ...record }) {
  const to = target ?? { name: side.lb.dnsName, zoneId: side.lb.zoneId };
  const aliases = [{ ...to, evaluateTargetHealth: evaluate }];
  return new aws.route53.Record(
    name,
    { zoneId: zone.zoneId, name: "app", type: "A", aliases, ...record },
    names,
  );
}

/** The answers of one name: `first` while its check is good, then `second`. */
function failover(place, first, second) {
  const answer = (role, settings) =>
    alias(`app-${role.toLowerCase()}`, place, {
      setIdentifier: role.toLowerCase(),
      failoverRoutingPolicies: [{ type: role }],
      ...settings,
    });
  return [answer("PRIMARY", first), answer("SECONDARY", second)];
}

/** Two sound regions behind a sound failover pair. */
function failoverPair(fleets) {
  const place = twoRegions(fleets);
  const [first, second] = [place.east, place.west].map((side) => ({
    side,
    healthCheckId: healthCheck(side.name, side, place.names).id,
  }));
  failover(place, first, second);
  return place;
}

/** Two versioned buckets, the first copied to the second by `rule`. */
function copiedBucket(name, { east, west }, rule, before = []) {
  const bucket = (suffix, { opts }) => {
    const made = new aws.s3.Bucket(`${name}-${suffix}`, {}, { ...opts, protect: true });
    const versions = { bucket: made.id, versioningConfiguration: { status: "Enabled" } };
    return { made, versioned: new aws.s3.BucketVersioning(`${name}-${suffix}`, versions, opts) };
  };
  const [source, copy] = [bucket("origin", east), bucket("copy", west)];
  const role = platform.roleOf(`${name}-copier`, "s3.amazonaws.com", east.opts);
  const within15 = { status: "Enabled", time: { minutes: 15 } };
  const metrics = { status: "Enabled", eventThreshold: { minutes: 15 } };
  const destination = { bucket: copy.made.arn, replicationTime: within15, metrics };
  new aws.s3.BucketReplicationConfig(
    name,
    {
      role: role.arn,
      bucket: source.made.id,
      rules: [
        {
          id: "copy",
          status: "Enabled",
          filter: {},
          deleteMarkerReplication: { status: "Enabled" },
          destination,
          ...rule,
        },
      ],
    },
    { ...east.opts, dependsOn: [source.versioned, copy.versioned, ...before] },
  );
  return { source: source.made, copy: copy.made };
}

module.exports = { ...platform, twoRegions, healthCheck, alias, failover, failoverPair, copiedBucket };
