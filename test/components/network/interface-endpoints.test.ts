import { describe, expect, test } from "@jest/globals";
import {
  InterfaceEndpoints,
  type InterfaceEndpointsArgs,
} from "../../../components/network/interface-endpoints";
import { record } from "../../support/mocks";

const args: InterfaceEndpointsArgs = {
  region: "eu-west-1",
  vpcId: "vpc-1",
  cidrBlock: "10.20.0.0/16",
  subnetIds: ["subnet-a", "subnet-b", "subnet-c"],
  services: ["secretsmanager", "ecr.api"],
};
const endpoints = (services: readonly string[] = args.services) =>
  record(() => new InterfaceEndpoints("ends", { ...args, services }));

describe("InterfaceEndpoints", () => {
  test("are in every zone, under the services' own names", async () => {
    const run = await endpoints();
    const each = run.recorded("aws:ec2/vpcEndpoint:VpcEndpoint");
    expect(each.map(({ name }) => name)).toEqual(["ends-secretsmanager", "ends-ecr.api"]);
    expect(each[0]?.inputs).toEqual({
      vpcId: "vpc-1",
      serviceName: "com.amazonaws.eu-west-1.secretsmanager",
      vpcEndpointType: "Interface",
      privateDnsEnabled: true,
      subnetIds: ["subnet-a", "subnet-b", "subnet-c"],
      securityGroupIds: ["ends-group-id"],
      tags: { Name: "ends-secretsmanager" },
    });
  });

  test("are open to the VPC alone, on HTTPS, before the first name leads there", async () => {
    const run = await endpoints();
    expect(run.one("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule").inputs).toMatchObject({
      securityGroupId: "ends-group-id",
      cidrIpv4: "10.20.0.0/16",
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
    });
  });

  test.each([[[]], [["logs", "logs"]]])("refuse the services %j", async (services) => {
    await expect(endpoints(services)).rejects.toThrow(
      `services must list at least 1, each once, got [${services.join(", ")}]; correct the list`,
    );
  });
});
