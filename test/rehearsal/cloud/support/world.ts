import { types } from "../../../../rehearsal/cloud/aws/rules/references";
import type { Aws, Made } from "./aws";

/** One region as a correct program leaves it: whatever the rules' own resources refer to. */
export interface World {
  readonly region: string;
  readonly vpc: Made;
  readonly internetGateway: Made;
  /** One in each of three zones. */
  readonly subnets: readonly [Made, Made, Made];
  readonly subnetIds: readonly string[];
  readonly securityGroup: Made;
  readonly routeTable: Made;
  readonly address: Made;
  readonly key: Made;
  readonly keyArn: string;
  readonly certificate: Made;
  readonly certificateArn: string;
  readonly loadBalancer: Made;
  readonly targetGroup: Made;
  readonly launchTemplate: Made;
  readonly dbSubnetGroup: Made;
  readonly dbParameterGroup: Made;
  readonly cacheSubnetGroup: Made;
}

/** @param octet second octet of the addresses: different for each VPC. */
export async function world(aws: Aws, region = "us-east-1", octet = 10): Promise<World> {
  const at = { region };
  const vpc = await aws.create(types.vpc, { cidrBlock: `10.${octet}.0.0/16` }, at);
  const inVpc = { vpcId: vpc.id };
  const internetGateway = await aws.create(types.internetGateway, inVpc, at);
  const subnet = (letter: string, index: number) =>
    aws.create(
      types.subnet,
      { ...inVpc, cidrBlock: `10.${octet}.${index}.0/24`, availabilityZone: region + letter },
      at,
    );
  const subnets = [await subnet("a", 0), await subnet("b", 1), await subnet("c", 2)] as const;
  const subnetIds = subnets.map(({ id }) => id);
  const securityGroup = await aws.create(types.securityGroup, { ...inVpc, description: "of the world" }, at);
  const key = await aws.create(types.key, {}, at);
  const certificate = await aws.create(
    types.certificate,
    { domainName: "example.com", validationMethod: "DNS" },
    at,
  );
  await aws.create(types.certificateValidation, { certificateArn: certificate.id }, at);
  return {
    region,
    vpc,
    internetGateway,
    subnets,
    subnetIds,
    securityGroup,
    routeTable: await aws.create(types.routeTable, inVpc, at),
    address: await aws.create(types.elasticIp, { domain: "vpc" }, at),
    key,
    keyArn: key.outputs["arn"] as string,
    certificate,
    certificateArn: certificate.id,
    loadBalancer: await aws.create(
      types.loadBalancer,
      { subnets: subnetIds, securityGroups: [securityGroup.id] },
      at,
    ),
    targetGroup: await aws.create(types.targetGroup, { ...inVpc, port: 443, protocol: "HTTPS" }, at),
    launchTemplate: await aws.create(types.launchTemplate, { imageId: "ami-1" }, at),
    dbSubnetGroup: await aws.create(types.dbSubnetGroup, { subnetIds }, at),
    dbParameterGroup: await aws.create(types.dbParameterGroup, { family: "postgres17" }, at),
    cacheSubnetGroup: await aws.create(types.cacheSubnetGroup, { subnetIds }, at),
  };
}
