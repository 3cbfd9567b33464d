/**
 * What the platform has not, or not in every configuration, done right in both regions: services on Kubernetes, an
 * Aurora database, a plan of backups, a name with addresses behind it, and an alarm. Policies about these would
 * otherwise have nothing to judge.
 */
import * as aws from "@pulumi/aws";

import { answer, neighbourZone } from "./answer";
import { backups } from "./backups";
import { joinedDatabase, neighbourDatabase } from "./database";
import { onKubernetes } from "./kubernetes";
import { queryLog } from "./query-log";
import type { NeighbourContext } from "./context";
import { delivery } from "./delivery";

const [first, second] = [place("us-east-1", 0), place("eu-west-1", 1)];
const joined = joinedDatabase(first);
const zone = neighbourZone(first);
const clusters = [first, second].map((each, index) => {
  onKubernetes(each);
  queryLog(each);
  delivery(each);
  answer(each, zone, index === 0 ? "PRIMARY" : "SECONDARY");
  return neighbourDatabase(each, joined, index === 0);
});
backups(first, second, clusters);

function place(region: aws.Region, index: number): NeighbourContext {
  const name = (of: string): string => `neighbour-${region}-${of}`;
  const here = { provider: new aws.Provider(name("provider"), { region }) };
  const vpc = new aws.ec2.Vpc(name("vpc"), { cidrBlock: `10.${200 + index}.0.0/16` }, here);
  const gateway = new aws.ec2.InternetGateway(name("gateway"), { vpcId: vpc.id }, here);
  const routes = new aws.ec2.RouteTable(name("routes"), { vpcId: vpc.id }, here);
  new aws.ec2.Route(
    name("egress"),
    { routeTableId: routes.id, destinationCidrBlock: "0.0.0.0/0", gatewayId: gateway.id },
    here,
  );
  const subnetIds = ["a", "b", "c"].map((letter, at) => {
    const subnet = new aws.ec2.Subnet(
      name(`subnet-${letter}`),
      { vpcId: vpc.id, availabilityZone: region + letter, cidrBlock: `10.${200 + index}.${at}.0/24` },
      here,
    );
    new aws.ec2.RouteTableAssociation(
      name(`routed-${letter}`),
      { subnetId: subnet.id, routeTableId: routes.id },
      here,
    );
    return subnet.id;
  });
  new aws.ec2.VpcEndpoint(
    name("queue"),
    {
      vpcId: vpc.id,
      serviceName: `com.amazonaws.${region}.sqs`,
      vpcEndpointType: "Interface",
      subnetIds,
    },
    here,
  );
  return { region, name, subnetIds, vpcId: vpc.id, here };
}
