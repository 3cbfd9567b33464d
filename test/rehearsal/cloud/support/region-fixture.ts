import { types } from "../../../../rehearsal/cloud/aws/type-tokens";
import type { Aws, MadeResource } from "./aws";

/** One region as a correct program leaves it: whatever the rules' own resources refer to. */
export interface RegionFixture {
  readonly region: string;
  readonly vpc: MadeResource;
  readonly internetGateway: MadeResource;
  /** One in each of three zones. */
  readonly subnets: readonly [MadeResource, MadeResource, MadeResource];
  readonly subnetIds: readonly string[];
  readonly securityGroup: MadeResource;
  readonly routeTable: MadeResource;
  readonly address: MadeResource;
  readonly key: MadeResource;
  readonly keyArn: string;
  readonly certificate: MadeResource;
  readonly certificateArn: string;
  readonly loadBalancer: MadeResource;
  readonly targetGroup: MadeResource;
  readonly launchTemplate: MadeResource;
  readonly dbSubnetGroup: MadeResource;
  readonly dbParameterGroup: MadeResource;
  readonly cacheSubnetGroup: MadeResource;
}

/** @param octet second octet of the addresses: different for each VPC. */
export async function regionFixture(aws: Aws, region = "us-east-1", octet = 10): Promise<RegionFixture> {
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
  const securityGroup = await aws.create(
    types.securityGroup,
    { ...inVpc, description: "of the fixture" },
    at,
  );
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
