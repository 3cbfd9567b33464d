import { endpointAzSpread } from "../../../policies/rules/spread/endpoint-az-spread";
import { ABSENT, ref, resource, UNKNOWN, type Fixture } from "../support/fixture";
import type { RuleTable } from "../support/table";

const ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";
const MOUNT_TARGET = "aws:efs/mountTarget:MountTarget";

const subnet = (zone: string): Fixture =>
  resource("aws:ec2/subnet:Subnet", `subnet-${zone}`, {
    vpcId: ref("vpc"),
    availabilityZone: `us-east-1${zone}`,
  });
const queue = (name: string, ...zones: readonly string[]): Fixture =>
  resource(ENDPOINT, name, {
    vpcId: ref("vpc"),
    vpcEndpointType: "Interface",
    serviceName: "com.amazonaws.us-east-1.sqs",
    subnetIds: zones.map((zone) => ref(`subnet-${zone}`)),
  });
const mounted = (name: string, zone: string): Fixture =>
  resource(MOUNT_TARGET, name, { fileSystemId: ref("files"), subnetId: ref(`subnet-${zone}`) });

const ONE_ZONE = "it has a network interface in 1 zone (us-east-1a) only";

export const spreadOfEndpoints: readonly RuleTable[] = [
  {
    rule: endpointAzSpread,
    compliant: [
      resource("aws:ec2/vpc:Vpc", "vpc", {}),
      ...["a", "b", "c"].map(subnet),
      queue("queue", "a", "b"),
      resource("aws:efs/fileSystem:FileSystem", "files", { encrypted: true }),
      mounted("mount-a", "a"),
      mounted("mount-b", "b"),
      resource("aws:networkfirewall/firewall:Firewall", "firewall", {
        subnetMappings: [{ subnetId: ref("subnet-a") }, { subnetId: ref("subnet-b") }],
      }),
      resource("aws:mq/broker:Broker", "orders", {
        engineType: "ActiveMQ",
        deploymentMode: "ACTIVE_STANDBY_MULTI_AZ",
      }),
    ],
    passes: [
      {
        when: "each zone has an endpoint of its own",
        change: { "queue.subnetIds": [ref("subnet-a")] },
        add: [queue("queue-b", "b")],
      },
      {
        when: "subnets are added one by one",
        change: { "queue.subnetIds": [ref("subnet-a")] },
        add: [
          resource("aws:ec2/vpcEndpointSubnetAssociation:VpcEndpointSubnetAssociation", "also-b", {
            vpcEndpointId: ref("queue"),
            subnetId: ref("subnet-b"),
          }),
        ],
      },
      {
        when: "a broker is a cluster",
        change: { "orders.engineType": "RabbitMQ", "orders.deploymentMode": "CLUSTER_MULTI_AZ" },
      },
      {
        when: "a gateway endpoint is in no zone",
        change: { "queue.vpcEndpointType": "Gateway", "queue.subnetIds": ABSENT },
      },
    ],
    fails: [
      {
        when: "an endpoint is in one zone",
        change: { "queue.subnetIds": [ref("subnet-a")] },
        gives: [["queue", ONE_ZONE, "add 1 more zone to subnetIds"]],
      },
      {
        when: "endpoints of one service are all in one zone",
        change: { "queue.subnetIds": [ref("subnet-a")] },
        add: [queue("queue-too", "a")],
        gives: [["queue", ONE_ZONE, "add 1 more zone to subnetIds"]],
      },
      {
        when: "a file system is mounted in one zone",
        change: { "mount-b": ABSENT },
        gives: [["mount-a", ONE_ZONE, "add 1 more zone to the mount targets"]],
      },
      {
        when: "a file system is in one zone",
        change: { "files.availabilityZoneName": "us-east-1a" },
        gives: [["files", "it keeps its files in one zone (One Zone)", "leave out availabilityZoneName"]],
      },
      {
        when: "a broker is alone",
        change: { "orders.deploymentMode": "SINGLE_INSTANCE" },
        gives: [["orders", "it is a single instance", "set deploymentMode to ACTIVE_STANDBY_MULTI_AZ"]],
      },
      {
        when: "a broker's mode is left out",
        change: { "orders.engineType": "RABBITMQ", "orders.deploymentMode": ABSENT },
        gives: [
          [
            "orders",
            "deploymentMode is not set, which means a single instance",
            "set deploymentMode to CLUSTER_MULTI_AZ",
          ],
        ],
      },
      {
        when: "three zones are demanded",
        config: { minimumZones: 3 },
        change: { "mount-a": ABSENT, "mount-b": ABSENT, firewall: ABSENT },
        gives: [
          [
            "queue",
            "it has a network interface in 2 zones (us-east-1a, us-east-1b) only",
            "add 1 more zone to subnetIds",
          ],
        ],
      },
    ],
    unknowns: [
      {
        when: "a zone by id may be the one by name",
        change: { "subnet-b.availabilityZone": ABSENT, "subnet-b.availabilityZoneId": "use1-az1" },
        gives: [
          ["queue", "which of us-east-1a, use1-az1 are one zone"],
          ["mount-a", "which of us-east-1a, use1-az1 are one zone"],
          ["firewall", "which of us-east-1a, use1-az1 are one zone"],
        ],
      },
      {
        when: "its subnets are unknown",
        change: { "queue.subnetIds": UNKNOWN },
        gives: [["queue", "subnetIds"]],
      },
      {
        when: "a broker's mode is unknown",
        change: { "orders.deploymentMode": UNKNOWN },
        gives: [["orders", "deploymentMode"]],
      },
    ],
  },
];
