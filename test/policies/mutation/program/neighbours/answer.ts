/** A name that one region answers after the other, with an address of its own. */
import * as aws from "@pulumi/aws";

import type { NeighbourContext } from "./context";

export function neighbourZone({ here }: NeighbourContext): aws.route53.Zone {
  return new aws.route53.Zone("neighbour-zone", { name: "neighbour.example" }, here);
}

export function answer(
  { name, region, here }: NeighbourContext,
  zone: aws.route53.Zone,
  type: "PRIMARY" | "SECONDARY",
): void {
  const address = new aws.ec2.Eip(name("address"), { domain: "vpc" }, here);
  const check = new aws.route53.HealthCheck(
    name("asked"),
    { type: "HTTPS", ipAddress: address.publicIp, port: 443, requestInterval: 10, failureThreshold: 3 },
    here,
  );
  new aws.route53.Record(
    name("record"),
    {
      zoneId: zone.zoneId,
      name: "api.neighbour.example",
      type: "A",
      ttl: 60,
      records: [address.publicIp],
      setIdentifier: region,
      failoverRoutingPolicies: [{ type }],
      healthCheckId: check.id,
    },
    here,
  );
}
