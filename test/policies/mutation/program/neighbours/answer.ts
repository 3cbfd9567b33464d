/** A name that one region answers after the other, with an address of its own. */
import * as aws from "@pulumi/aws";

import type { NeighbourContext } from "./context";

/** Somebody turns the first region off: its database, which was left behind, must not take the traffic back. */
const ROUTING_CONTROL =
  "arn:aws:route53-recovery-control::123456789012:controlpanel/0a1b2c3d4e5f60718293a4b5c6d7e8f9/routingcontrol/0a1b2c3d4e5f6071";

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
    type === "PRIMARY"
      ? { type: "RECOVERY_CONTROL", routingControlArn: ROUTING_CONTROL }
      : { type: "HTTPS", ipAddress: address.publicIp, port: 443, requestInterval: 10, failureThreshold: 3 },
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
