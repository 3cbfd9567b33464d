import { beforeAll, describe, expect, test } from "@jest/globals";
import * as aws from "@pulumi/aws";
import { Region, type RegionArgs } from "../../../components/region/region";
import { outputOf, record, type Recorded, type Recording } from "../../support/mocks";

const sizes: Omit<RegionArgs, "databaseRole" | "cidrBlock" | "availabilityZones"> = {
  network: { natGateways: "one-per-zone", flowLogRetentionDays: 30 },
  database: {
    instanceClass: "db.m7g.large",
    engineVersion: "17",
    allocatedStorageGiB: 100,
    maxAllocatedStorageGiB: 200,
    backupRetentionDays: 7,
    readReplicas: 2,
  },
  cache: {
    engineVersion: "8.0",
    nodeType: "cache.r7g.large",
    shards: 1,
    replicasPerShard: 1,
    maxmemoryPolicy: "allkeys-lru",
    snapshotRetentionDays: 7,
  },
  objectStore: { noncurrentVersionRetentionDays: 30 },
  loadBalancer: {
    kind: "application",
    deregistrationDelaySeconds: 30,
    healthCheck: {
      path: "/health",
      intervalSeconds: 5,
      timeoutSeconds: 2,
      healthyThreshold: 2,
      unhealthyThreshold: 2,
    },
  },
  appTier: {
    image: "public.ecr.aws/team/app:1.4.2",
    port: 80,
    instanceType: "m7g.large",
    minInstances: 3,
    maxInstances: 6,
  },
  certificateArn: "certificate",
  protection: "disposable",
};

const place = (region: string, cidrBlock: string) => ({
  cidrBlock,
  availabilityZones: ["a", "b", "c"].map((letter) => region + letter),
});

interface Pair {
  readonly virginia: Region;
  readonly ireland: Region;
}

let run: Recording<Pair>;
beforeAll(async () => {
  run = await record(() => {
    const inRegion = (region: string) => ({ providers: [new aws.Provider(region, { region })] });
    const virginia = new Region(
      "us-east-1",
      {
        ...sizes,
        ...place("us-east-1", "10.10.0.0/16"),
        databaseRole: { kind: "primary", replicaRegions: ["eu-west-1"] },
      },
      inRegion("us-east-1"),
    );
    const ireland = new Region(
      "eu-west-1",
      {
        ...sizes,
        ...place("eu-west-1", "10.20.0.0/16"),
        databaseRole: { kind: "replica", primary: virginia },
      },
      inRegion("eu-west-1"),
    );
    return { virginia, ireland };
  });
});

const parts = (region: string): readonly string[] =>
  run.resources.filter(({ parent }) => parent === region).map(({ type, name }) => `${type} ${name}`);

const environmentIn = (region: string): readonly string[] => {
  const template = run.one("aws:ec2/launchTemplate:LaunchTemplate", `${region}-app-template`);
  const text = Buffer.from(template.inputs["userData"] as string, "base64").toString();
  const { write_files: files } = JSON.parse(text.slice(text.indexOf("{"))) as {
    readonly write_files: readonly { readonly path: string; readonly content: string }[];
  };
  return files
    .find(({ path }) => path === "/etc/app/environment")!
    .content.trimEnd()
    .split("\n");
};

const inputsOf = (type: string, name: string): Recorded["inputs"] => run.one(type, name).inputs;

describe("Region", () => {
  test.each(["us-east-1", "eu-west-1"])("%s is a whole copy, each part once", (region) => {
    expect(parts(region)).toEqual([
      `standfast:security:Encryption ${region}-encryption`,
      `standfast:network:Network ${region}-network`,
      `standfast:network:Firewall ${region}-firewall`,
      `standfast:data:Database ${region}-database`,
      `standfast:data:Cache ${region}-cache`,
      `standfast:data:ObjectStore ${region}-objects`,
      `standfast:edge:LoadBalancer ${region}-lb`,
      `standfast:workloads:HopCertificate ${region}-hop`,
      `standfast:workloads:AppTier ${region}-app`,
    ]);
  });

  test("puts each tier into its own subnets", () => {
    const subnets = (tier: string): readonly string[] =>
      ["a", "b", "c"].map((zone) => `us-east-1-network-${tier}-us-east-1${zone}-id`);
    expect(inputsOf("aws:lb/loadBalancer:LoadBalancer", "us-east-1-lb-alb")["subnets"]).toEqual(
      subnets("public"),
    );
    expect(inputsOf("aws:autoscaling/group:Group", "us-east-1-app-group")["vpcZoneIdentifiers"]).toEqual(
      subnets("private"),
    );
    for (const [type, name] of [
      ["aws:rds/subnetGroup:SubnetGroup", "us-east-1-database-subnets"],
      ["aws:elasticache/subnetGroup:SubnetGroup", "us-east-1-cache-subnets"],
    ] as const) {
      expect(inputsOf(type, name)["subnetIds"]).toEqual(subnets("data"));
    }
  });

  test("has load balancer, firewall and instances agree on the port of the hop", () => {
    expect(inputsOf("aws:lb/targetGroup:TargetGroup", "us-east-1-lb-app")["port"]).toBe(8443);
    expect(
      inputsOf(
        "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
        "us-east-1-firewall-loadBalancer-to-app-8443",
      ),
    ).toMatchObject({ fromPort: 8443, toPort: 8443 });
  });

  test("encrypts every store with its own key", () => {
    const key = "arn:aws:mock:::eu-west-1-encryption-key";
    expect(inputsOf("aws:rds/instance:Instance", "eu-west-1-database-instance")["kmsKeyId"]).toBe(key);
    expect(
      inputsOf("aws:elasticache/replicationGroup:ReplicationGroup", "eu-west-1-cache-group")["kmsKeyId"],
    ).toBe(key);
    expect(inputsOf("aws:secretsmanager/secret:Secret", "eu-west-1-hop-secret")["kmsKeyId"]).toBe(key);
  });

  test("tells the application where everything is, the readers beside the primary", () => {
    expect(environmentIn("us-east-1")).toEqual([
      "AWS_REGION=us-east-1",
      "BUCKET=us-east-1-objects-bucket",
      "CACHE_HOST=clustercfg.us-east-1-cache-group.cache.example",
      "CACHE_PORT=6379",
      "DATABASE_HOST=us-east-1-database-instance.rds.example",
      "DATABASE_NAME=app",
      "DATABASE_PORT=5432",
      "DATABASE_READER_HOSTS=us-east-1-database-reader-1.rds.example,us-east-1-database-reader-2.rds.example",
      "PORT=80",
      "SECRETS_FOLDER=/run/app/secrets",
    ]);
    expect(environmentIn("eu-west-1")).toContain(
      "DATABASE_READER_HOSTS=eu-west-1-database-instance.rds.example",
    );
  });

  test("lets a standby follow the primary's database, and read its credential nearby", async () => {
    expect(inputsOf("aws:rds/instance:Instance", "eu-west-1-database-instance")["replicateSourceDb"]).toBe(
      "arn:aws:mock:::us-east-1-database-instance",
    );
    expect(await outputOf(run.result.virginia.databaseCredentialArn)).toBe(
      "arn:aws:mock:::us-east-1-database-credential-secret",
    );
    expect(await outputOf(run.result.ireland.databaseCredentialArn)).toBe(
      "arn:aws:mock:eu-west-1::us-east-1-database-credential-secret",
    );
  });

  test("may read and use only what is its own", () => {
    const policy = inputsOf("aws:iam/rolePolicy:RolePolicy", "eu-west-1-app-instance-own-data")[
      "policy"
    ] as string;
    expect(JSON.parse(policy)).toMatchObject({
      Statement: [
        {
          Sid: "Secrets",
          Resource: [
            "arn:aws:mock:::eu-west-1-hop-secret",
            "arn:aws:mock:eu-west-1::us-east-1-database-credential-secret",
            "arn:aws:mock:::eu-west-1-cache-credential-secret",
          ],
        },
        { Sid: "Key", Resource: "arn:aws:mock:::eu-west-1-encryption-key" },
        { Sid: "Buckets", Resource: ["arn:aws:mock:::eu-west-1-objects-bucket"] },
        { Sid: "Objects", Resource: ["arn:aws:mock:::eu-west-1-objects-bucket/*"] },
        { Sid: "Logs", Resource: "arn:aws:mock:::eu-west-1-app-logs:*" },
      ],
    });
  });

  test("says what people and drills want to know", async () => {
    const { outputs } = run.result.ireland;
    expect([outputs.name, outputs.role, run.result.virginia.outputs.role]).toEqual([
      "eu-west-1",
      "standby",
      "active",
    ]);
    expect(await outputOf(outputs.loadBalancerDnsName)).toBe("eu-west-1-lb-alb.elb.example");
    expect(await outputOf(outputs.autoScalingGroup)).toBe("eu-west-1-app-group");
    expect(await outputOf(outputs.databaseEndpoint)).toBe("eu-west-1-database-instance.rds.example");
    expect(await outputOf(outputs.cacheEndpoint)).toBe("clustercfg.eu-west-1-cache-group.cache.example");
    expect(await outputOf(outputs.bucket)).toBe("eu-west-1-objects-bucket");
  });
});
