import { describe, expect, test } from "@jest/globals";
import { types } from "../../../../rehearsal/cloud/aws/type-tokens";
import { Aws } from "../support/aws";
import { regionFixture } from "../support/region-fixture";

/** What resources compute: other resources read it, so it has to be what AWS would say. */
describe("what AWS computes", () => {
  test("of a load balancer: address, zone and VPC", async () => {
    const aws = new Aws();
    const { vpc, subnetIds, subnets, address } = await regionFixture(aws);
    const outside = await aws.create(types.loadBalancer, { name: "web", subnets: subnetIds });
    const inside = await aws.create(types.loadBalancer, { name: "app", subnets: subnetIds, internal: true });
    const network = await aws.create(types.loadBalancer, {
      name: "net",
      loadBalancerType: "network",
      subnetMappings: [{ subnetId: subnets[0].id, allocationId: address.id }],
    });
    expect(outside.outputs["dnsName"]).toMatch(/^web-\d+\.us-east-1\.elb\.amazonaws\.com$/);
    expect(inside.outputs["dnsName"]).toMatch(/^internal-app-\d+\.us-east-1\.elb\.amazonaws\.com$/);
    expect(network.outputs["dnsName"]).toMatch(/^net-[0-9a-f]{16}\.elb\.us-east-1\.amazonaws\.com$/);
    expect(outside.outputs).toMatchObject({
      vpcId: vpc.id,
      internal: false,
    });
    expect(network.outputs).toMatchObject({ vpcId: vpc.id, subnets: [subnets[0].id] });
    // One zone for all load balancers of a kind in a region.
    expect(inside.outputs["zoneId"]).toBe(outside.outputs["zoneId"]);
    expect(network.outputs["zoneId"]).not.toBe(outside.outputs["zoneId"]);
    expect(outside.id).toMatch(
      /^arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer\/app\/web\/[0-9a-f]{16}$/,
    );
  });

  test("of a listener: an ARN that goes on from its load balancer's", async () => {
    const aws = new Aws();
    const { loadBalancer } = await regionFixture(aws);
    const listener = await aws.create(types.listener, {
      loadBalancerArn: loadBalancer.id,
      port: 80,
      protocol: "HTTP",
    });
    const [, , , , , path = ""] = listener.id.split(":");
    expect(path.startsWith(loadBalancer.id.split(":")[5]!.replace("loadbalancer/", "listener/"))).toBe(true);
  });

  test("of certificates: one record for a name and its wildcard, the same in every region", async () => {
    const aws = new Aws();
    const inputs = { domainName: "example.com", subjectAlternativeNames: ["*.example.com"] };
    const here = await aws.create(types.certificate, inputs);
    const there = await aws.create(types.certificate, inputs, { region: "eu-west-1" });
    const options = here.outputs["domainValidationOptions"] as { readonly resourceRecordName: string }[];
    expect(options.map(({ resourceRecordName }) => resourceRecordName)).toEqual([
      expect.stringMatching(/^_[0-9a-f]{32}\.example\.com\.$/),
      options[0]!.resourceRecordName,
    ]);
    expect(there.outputs["domainValidationOptions"]).toEqual(options);
    expect(here.outputs["status"]).toBe("PENDING_VALIDATION");
  });

  test("of records: the full name, below the zone unless it ends with it", async () => {
    const aws = new Aws();
    const { id: zoneId } = await aws.create(types.hostedZone, { name: "example.com" });
    const fqdnOf = async (name: string) => {
      const record = await aws.create(types.record, { zoneId, name, type: "TXT", records: ["x"], ttl: 60 });
      return record.outputs["fqdn"];
    };
    expect(await fqdnOf("www")).toBe("www.example.com");
    expect(await fqdnOf("api.example.com.")).toBe("api.example.com");
    expect(await fqdnOf("")).toBe("example.com");
    // Not refused by Route 53, for the provider never asks for it.
    expect(await fqdnOf("www.example.org")).toBe("www.example.org.example.com");
  });

  test("of a cache: one address in cluster mode, two without", async () => {
    const aws = new Aws();
    const cluster = await aws.create(types.replicationGroup, {
      description: "a",
      replicationGroupId: "many",
      clusterMode: "enabled",
      automaticFailoverEnabled: true,
      numNodeGroups: 2,
      replicasPerNodeGroup: 1,
    });
    expect(cluster.outputs).toMatchObject({
      clusterEnabled: true,
      configurationEndpointAddress: expect.stringMatching(/^clustercfg\.many\.\w{6}\.cache\.amazonaws\.com$/),
      primaryEndpointAddress: "",
      memberClusters: ["many-0001-001", "many-0001-002", "many-0002-001", "many-0002-002"],
    });
    const single = await aws.create(types.replicationGroup, { description: "b", replicationGroupId: "one" });
    expect(single.outputs).toMatchObject({
      clusterEnabled: false,
      configurationEndpointAddress: "",
      primaryEndpointAddress: expect.stringMatching(/^master\.one\./),
    });
  });

  test("of networks: zones, gateways and groups that belong together", async () => {
    const aws = new Aws();
    const { vpc, subnets, subnetIds, address, launchTemplate } = await regionFixture(aws, "us-east-1");
    expect(subnets.map(({ outputs }) => outputs["availabilityZoneId"])).toEqual([
      "use1-az1",
      "use1-az2",
      "use1-az3",
    ]);
    const places = await Promise.all(
      ["use1-az6", "use1-bos1-az1"].map((availabilityZoneId, at) =>
        aws.create(types.subnet, { vpcId: vpc.id, cidrBlock: `10.10.${200 + at}.0/24`, availabilityZoneId }),
      ),
    );
    expect(places.map(({ outputs }) => outputs["availabilityZone"])).toEqual([
      "us-east-1f",
      "us-east-1-bos-1a",
    ]);
    const nat = await aws.create(types.natGateway, { subnetId: subnets[0].id, allocationId: address.id });
    expect(nat.outputs["publicIp"]).toBe(address.outputs["publicIp"]);
    const adopted = await aws.create("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", { vpcId: vpc.id });
    expect(adopted.id).toBe(vpc.outputs["defaultSecurityGroupId"]);
    const group = await aws.create(types.autoScalingGroup, {
      minSize: 3,
      maxSize: 6,
      launchTemplate: { id: launchTemplate.id },
      vpcZoneIdentifiers: subnetIds,
    });
    expect(group.outputs).toMatchObject({
      desiredCapacity: 3,
      availabilityZones: ["us-east-1a", "us-east-1b", "us-east-1c"],
    });
  });

  test("of identities: paths in ARNs, and the prefix of the unique id", async () => {
    const aws = new Aws();
    const assumeRolePolicy = '{"Version":"2012-10-17","Statement":[]}';
    const role = await aws.create(types.role, { name: "app", path: "/service/", assumeRolePolicy });
    expect(role.outputs["arn"]).toBe("arn:aws:iam::123456789012:role/service/app");
    expect(role.outputs["uniqueId"]).toMatch(/^AROA[0-9A-F]{17}$/);
    const profile = await aws.create(types.instanceProfile, { name: "app", role: "app" });
    expect(profile.outputs["arn"]).toBe("arn:aws:iam::123456789012:instance-profile/app");
    expect(profile.outputs["uniqueId"]).toMatch(/^AIPA/);
  });

  test("of a type without a description: an id, an ARN, and a value of each declared type", async () => {
    const queue = await new Aws().create("aws:sqs/queue:Queue", { name: "orders" });
    expect(queue.id).toBe("orders");
    expect(queue.outputs).toMatchObject({
      arn: "arn:aws:sqs:us-east-1:123456789012:queue/orders",
      url: expect.stringMatching(/^url-[0-9a-f]{8}$/),
    });
  });
});
