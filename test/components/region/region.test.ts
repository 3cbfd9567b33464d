import { beforeAll, describe, expect, test } from "@jest/globals";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { outputsOf } from "../../../components/region/outputs";
import { Region, type RegionArgs } from "../../../components/region/region";
import { createRegionalService, type RegionalService } from "../../../components/region/regional-service";
import { parseSettings, type RegionSettings } from "../../../config";
import { changed, withStandby } from "../../config/settings";
import { outputOf, record, type Recorded, type Recording } from "../../support/mocks";

const settings = parseSettings(
  changed(withStandby, {
    "database.readReplicas": 2,
    "cache.standbyNodeType": "cache.t4g.medium",
    "cache.applyChanges": "immediately",
    "appTier.port": 80,
    "appTier.minInstances": 6,
    observability: { alarms: { latencyP99Milliseconds: 2500, errorPercent: 2 } },
    "appTier.deployment": { mode: "blue-green", greenImage: "docker.io/team/app:2.0", greenPercent: 10 },
    webFirewall: {},
    dataProtection: "disposable",
  }),
);

interface Pair {
  readonly virginia: RegionalService;
  readonly ireland: RegionalService;
}

let run: Recording<Pair>;
beforeAll(async () => {
  run = await record(() => {
    const regionOf = (
      region: RegionSettings,
      identity: RegionArgs["identity"],
      dataRole: RegionArgs["dataRole"],
    ): Region =>
      new Region(
        region.name,
        {
          settings,
          region,
          identity,
          dataRole,
          bucketName: `shop-${region.name}`,
          originClients: undefined,
        },
        { providers: [new aws.Provider(region.name, { region: region.name })] },
      );
    const [active, standby] = settings.regions;
    const virginia = regionOf(active, { kind: "home", otherRegions: ["eu-west-1"] }, { kind: "primary" });
    const ireland = regionOf(
      standby!,
      { kind: "other", home: virginia },
      { kind: "replica", sourceArn: virginia.database!.arn },
    );
    const served = (region: Region): RegionalService =>
      createRegionalService(region, {
        settings,
        namePrefix: "shop-prod",
        certificateArn: "certificate",
        originVerification: undefined,
        objects: {
          list: '{"replicas":[]}',
          bucketArns: [region.objectStore.bucketArn],
          otherKeyArns: [],
          accessPointArn: undefined,
        },
        secretArns: { webhook: "webhook-arn" },
        tags: {},
        backups: "none",
      });
    return { virginia: served(virginia), ireland: served(ireland) };
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
      `standfast:observability:AlarmTopic ${region}-alarms`,
      `standfast:network:Network ${region}-network`,
      `standfast:network:Firewall ${region}-firewall`,
      `standfast:data:Database ${region}-database`,
      `standfast:data:Cache ${region}-cache`,
      `standfast:data:ObjectStore ${region}-objects`,
      `standfast:workloads:TargetTlsCertificate ${region}-target-tls`,
      `standfast:edge:LoadBalancer ${region}-lb`,
      `standfast:edge:WebFirewall ${region}-firewall`,
      `standfast:observability:Alarms ${region}-alarms`,
      `standfast:operations:ZonalAutoshift ${region}-autoshift`,
      `standfast:workloads:AppTier ${region}-app`,
    ]);
  });

  test("alarms below what the loss of a zone leaves of the fleet, and at the thresholds of the settings", () => {
    expect(
      ["degraded", "errors", "latency"].map(
        (role): unknown =>
          inputsOf("aws:cloudwatch/metricAlarm:MetricAlarm", `us-east-1-alarms-load-balancers-${role}`)[
            "threshold"
          ],
      ),
    ).toEqual([4, 2, 2.5]);
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

  test("has load balancer, firewall and instances agree on the port for TLS", () => {
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
    expect(inputsOf("aws:secretsmanager/secret:Secret", "eu-west-1-target-tls-secret")["kmsKeyId"]).toBe(key);
  });

  test("tells the application where everything is, the readers beside the primary", () => {
    expect(environmentIn("us-east-1")).toEqual([
      "AWS_REGION=us-east-1",
      "KEEP_ALIVE_TIMEOUT_SECONDS=70",
      "BUCKET=shop-us-east-1",
      'OBJECT_STORE={"replicas":[]}',
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
      "DATABASE_READER_HOSTS=eu-west-1-database-reader-1.rds.example,eu-west-1-database-reader-2.rds.example",
    );
  });

  test("lets a standby follow the primary's database, and read its credential nearby", async () => {
    expect(inputsOf("aws:rds/instance:Instance", "eu-west-1-database-instance")["replicateSourceDb"]).toBe(
      "arn:aws:mock:::us-east-1-database-instance",
    );
    expect(await outputOf(run.result.virginia.region.credentialArns["database"]!)).toBe(
      "arn:aws:mock:::us-east-1-database-credential-secret",
    );
    expect(await outputOf(run.result.ireland.region.credentialArns["database"]!)).toBe(
      "arn:aws:mock:eu-west-1::us-east-1-database-credential-secret",
    );
  });

  test("lets a standby's cache be smaller, which an update to active grows at once", () => {
    const caches = run
      .recorded("aws:elasticache/replicationGroup:ReplicationGroup")
      .map(({ name, inputs }): unknown => [name, inputs["nodeType"], inputs["applyImmediately"]]);
    expect(caches.sort()).toEqual([
      ["eu-west-1-cache-group", "cache.t4g.medium", true],
      ["us-east-1-cache-group", "cache.r7g.large", true],
    ]);
  });

  test("may read and use only what is its own", () => {
    const statements = (name: string): unknown => {
      const { policy } = inputsOf("aws:iam/rolePolicy:RolePolicy", name);
      return (JSON.parse(policy as string) as { Statement: unknown }).Statement;
    };
    const own = [
      "arn:aws:mock:eu-west-1::us-east-1-database-credential-secret",
      "arn:aws:mock:::eu-west-1-cache-credential-secret",
      "webhook-arn",
    ];
    expect(statements("eu-west-1-app-instance-policy")).toMatchObject([
      { Sid: "Secrets", Resource: ["arn:aws:mock:::eu-west-1-target-tls-secret", ...own] },
      { Sid: "Key", Resource: "arn:aws:mock:::eu-west-1-encryption-key" },
      { Sid: "Logs", Resource: "arn:aws:mock:::eu-west-1-app-logs:*" },
    ]);
    expect(statements("eu-west-1-app-role-policy")).toMatchObject([
      { Sid: "Secrets", Resource: own },
      { Sid: "Key", Resource: "arn:aws:mock:::eu-west-1-encryption-key" },
      { Sid: "Buckets", Resource: ["arn:aws:mock:::eu-west-1-objects-bucket"] },
      { Sid: "Objects", Resource: ["arn:aws:mock:::eu-west-1-objects-bucket/*"] },
    ]);
  });

  test("says what people and drills want to know", async () => {
    const { virginia, ireland } = run.result;
    const outputs = outputsOf(ireland, undefined);
    expect([outputs.name, outputs.role, outputsOf(virginia, undefined).role]).toEqual([
      "eu-west-1",
      "standby",
      "active",
    ]);
    expect(await outputOf(pulumi.output(outputs))).toEqual({
      name: "eu-west-1",
      role: "standby",
      loadBalancerDnsName: "eu-west-1-lb-alb.elb.example",
      autoScalingGroup: "eu-west-1-app-group",
      databaseEndpoint: "eu-west-1-database-instance.rds.example",
      cacheEndpoint: "clustercfg.eu-west-1-cache-group.cache.example",
      bucket: "shop-eu-west-1",
      egressAddresses: ["a", "b", "c"].map((zone) => `address-of-eu-west-1-network-nat-eu-west-1${zone}`),
      impairedAlarmArn: "arn:aws:mock:::eu-west-1-alarms-impaired",
      switch: undefined,
    });
  });
});
