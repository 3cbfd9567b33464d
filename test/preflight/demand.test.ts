import { describe, expect, it } from "@jest/globals";
import { quotaRequirements } from "../../preflight/checks/quotas";
import { PulumiPlan, type PlanResource } from "../../plan/plan";

const resource = (
  type: string,
  name: string,
  inputs: PlanResource["inputs"] = {},
  more: Partial<PlanResource> = {},
): PlanResource => ({
  urn: name,
  type,
  name,
  region: "us-east-1",
  exists: false,
  inputs,
  references: {},
  ...more,
});

const needs = (...resources: readonly PlanResource[]) =>
  Object.fromEntries(
    quotaRequirements(new PulumiPlan(resources)).map(({ region, subject, needed }) => [
      `${region} ${subject}`,
      needed,
    ]),
  );

describe("what a plan needs of a quota", () => {
  it("is what is still to be created: the rest is in use", () => {
    expect(
      needs(
        resource("aws:ec2/eip:Eip", "new"),
        resource("aws:ec2/eip:Eip", "there", {}, { exists: true }),
        resource("aws:autoscaling/group:Group", "fleet", {
          minSize: 2,
          maxSize: 5,
          mixedInstancesPolicy: { launchTemplate: { overrides: [{ instanceType: "m7g.xlarge" }] } },
        }),
      ),
    ).toEqual({
      "us-east-1 Elastic IPs": "1",
      "us-east-1 Auto Scaling groups": "1",
      "us-east-1 vCPUs of running On-Demand Standard instances": "8, 20 at maximum",
    });
  });

  it("is only the scale-out of a fleet that runs", () => {
    const group = resource(
      "aws:eks/nodeGroup:NodeGroup",
      "nodes",
      { instanceTypes: ["m7g.large"], scalingConfig: { desiredSize: 3, maxSize: 6 } },
      { exists: true },
    );
    expect(needs(group)).toEqual({
      "us-east-1 vCPUs of running On-Demand Standard instances": "0, 6 at maximum, 8 in a refresh",
    });
  });

  it("counts NAT gateways in the zone that has most", () => {
    const subnet = (name: string, availabilityZone: string) =>
      resource("aws:ec2/subnet:Subnet", name, { availabilityZone }, { exists: true });
    const nat = (name: string, subnetId: string) =>
      resource("aws:ec2/natGateway:NatGateway", name, {}, { references: { subnetId: [subnetId] } });
    expect(
      needs(
        subnet("s1", "us-east-1a"),
        subnet("s2", "us-east-1b"),
        nat("n1", "s1"),
        nat("n2", "s1"),
        nat("n3", "s2"),
      ),
    ).toEqual({ "us-east-1 NAT gateways in a zone": "2" });
  });

  it("weighs a prefix list in a security group as the rules that it stands for", () => {
    const rule = (name: string, inputs: object) =>
      resource(
        "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
        name,
        { ...inputs },
        { references: { securityGroupId: ["balancer"] } },
      );
    expect(needs(rule("https", { prefixListId: "pl-1" }), rule("http", { prefixListId: "pl-1" }))).toEqual({
      "us-east-1 Rules of a security group, in one direction": "110",
    });
  });

  it("adds up the buckets of all regions, which share one quota", () => {
    expect(
      needs(
        resource("aws:s3/bucket:Bucket", "one"),
        resource("aws:s3/bucket:Bucket", "two", {}, { region: "eu-west-1" }),
      ),
    ).toEqual({ "global Buckets": "2" });
  });

  it("tells load balancers by their kind, and interface endpoints from gateways", () => {
    expect(
      needs(
        resource("aws:lb/loadBalancer:LoadBalancer", "front", { loadBalancerType: "network" }),
        resource("aws:lb/loadBalancer:LoadBalancer", "behind"),
        resource("aws:ec2/vpcEndpoint:VpcEndpoint", "s3", { vpcEndpointType: "Gateway" }),
        resource("aws:ec2/vpcEndpoint:VpcEndpoint", "ecr", { vpcEndpointType: "Interface" }),
      ),
    ).toEqual({
      "us-east-1 Application load balancers": "1",
      "us-east-1 Network load balancers": "1",
      "us-east-1 Interface endpoints of a VPC": "1",
    });
  });
});
