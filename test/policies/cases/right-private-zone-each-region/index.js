// Two regions behind a failover pair, each with its own private zone for internal names.
const { aws, failoverPair } = require("../lib/regions");

const { east, west } = failoverPair();
for (const { name, net, edge, opts } of [east, west]) {
  const lb = new aws.lb.LoadBalancer(
    `inner-${name}`,
    {
      internal: true,
      subnets: net.privateIds,
      securityGroups: [edge.id],
      enableDeletionProtection: true,
      enableZonalShift: true,
    },
    opts,
  );
  const zone = new aws.route53.Zone(
    `inner-${name}`,
    { name: "svc.internal", vpcs: [{ vpcId: net.vpc.id }] },
    opts,
  );
  const aliases = [{ name: lb.dnsName, zoneId: lb.zoneId, evaluateTargetHealth: true }];
  new aws.route53.Record(
    `inner-${name}`,
    { zoneId: zone.zoneId, name: "orders.svc.internal", type: "A", aliases },
    opts,
  );
}
