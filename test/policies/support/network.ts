import { resource, type Fixture } from "./fixture";

/** `subnet-a`, `subnet-b`…: one in each of these zones of a region. */
export function subnets(...zones: readonly string[]): readonly Fixture[] {
  return zones.map((zone) =>
    resource("aws:ec2/subnet:Subnet", `subnet-${zone}`, { availabilityZone: `us-east-1${zone}` }),
  );
}
