import {
  AllocateAddressCommand,
  paginateDescribeInstanceTypes,
  RunInstancesCommand,
} from "@aws-sdk/client-ec2";
import { CreateServiceLinkedRoleCommand } from "@aws-sdk/client-iam";
import { CreateBucketCommand } from "@aws-sdk/client-s3";
import { CreateHostedZoneCommand } from "@aws-sdk/client-route-53";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import type { PreflightSources } from "../../preflight/account";
import { openAccount, type OpenAccount } from "../../preflight/aws/account";
import { homeRegionOf, PreflightClients } from "../../preflight/aws/clients";
import { exitCodeOf } from "../../preflight/finding";
import { preflight } from "../../preflight/preflight";
import { architectureOf, isStandard, vCpusOf } from "../../plan/instance-type";
import { readPlan } from "../../plan/read";
import { startMoto, type Moto } from "../drill/adapters/aws/support/moto";
import { startServiceStub, type ServiceStub } from "./support/service-stub";
import { readySources, recordedPlan } from "./support/sources";

/** moto answers for EC2, load balancers, Auto Scaling, IAM, Route 53, S3, ECR and STS; the stub for the rest. */
let moto: Moto;
let stub: ServiceStub;
let opened: OpenAccount;
let clients: PreflightClients;

beforeAll(async () => {
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" });
  [moto, stub] = await Promise.all([startMoto(), startServiceStub()]);
});

beforeEach(async () => {
  await fetch(`${moto.endpoint}/moto-api/reset`, { method: "POST" });
  stub.raised.clear();
  const { endpoint } = moto;
  const others = { quotas: stub.endpoint, rds: stub.endpoint, elastiCache: stub.endpoint };
  opened = openAccount("us-east-1", { endpoint, ...others });
  clients = new PreflightClients("us-east-1", { endpoint });
});

afterEach(() => {
  opened.close();
  clients.close();
});

afterAll(async () => {
  await Promise.all([moto.stop(), stub.stop()]);
});

const raisedQuotas = [
  ["L-1216C47A", 64],
  ["L-0263D0A3", 10],
] as const;

const sources = (): PreflightSources => ({ ...readySources(), account: opened.account });

const ask = async () => await preflight(readPlan(recordedPlan), sources());

describe("the recorded plan on moto", () => {
  it("is ready with raised quotas", async () => {
    for (const [code, value] of raisedQuotas) stub.raised.set(code, value);
    const findings = await ask();
    const isTrouble = (readiness: string) => readiness === "short" || readiness === "unknown";
    expect(findings.filter(({ readiness }) => isTrouble(readiness))).toEqual([]);
    expect(exitCodeOf(findings)).toBe(0);
  });

  it("names each shortage with the quotas of a new account", async () => {
    const findings = await ask();
    const short = findings.filter(({ readiness }) => readiness === "short");
    const vCpus = {
      subject: "vCPUs of running On-Demand Standard instances",
      needed: "12, 36 at maximum, 54 in a refresh",
      found: "5, 0 in use",
      ask: "raise quota ec2 L-1216C47A to 54",
    };
    const addresses = {
      subject: "Elastic IPs",
      needed: "6",
      found: "5, 0 in use",
      ask: "raise quota ec2 L-0263D0A3 to 6",
    };
    const common = { check: "quota", readiness: "short" };
    expect(short).toEqual([
      { ...common, region: "eu-west-1", ...vCpus },
      { ...common, region: "us-east-1", ...vCpus },
      { ...common, region: "eu-west-1", ...addresses },
      { ...common, region: "us-east-1", ...addresses },
    ]);
    expect(exitCodeOf(findings)).toBe(1);
  });

  it("counts what the account holds already", async () => {
    await clients.ec2.send(new AllocateAddressCommand({ Domain: "vpc" }));
    const instance = {
      ImageId: "ami-0123456789abcdef0",
      InstanceType: "m5.large",
      MinCount: 2,
      MaxCount: 2,
    } as const;
    await clients.ec2.send(new RunInstancesCommand(instance));
    const found = (await ask()).filter(({ region, check }) => region === "us-east-1" && check === "quota");
    const bySubject = new Map(found.map((one) => [one.subject, one]));
    expect(bySubject.get("Elastic IPs")).toMatchObject({
      found: "5, 1 in use",
      ask: "raise quota ec2 L-0263D0A3 to 7",
    });
    expect(bySubject.get("vCPUs of running On-Demand Standard instances")).toMatchObject({
      found: "5, 4 in use",
    });
    // The default VPC of every account.
    expect(bySubject.get("VPCs")).toMatchObject({ readiness: "ok", found: "5, 1 in use" });
  });

  it("tells the ids of the zones", async () => {
    const zones = (await ask()).filter(({ check }) => check === "zone");
    expect(zones.map(({ found }) => found)).toEqual([
      expect.stringMatching(/^eu-west-1a is euw1-az\d, eu-west-1b is euw1-az\d, eu-west-1c is euw1-az\d$/),
      expect.stringMatching(/^us-east-1a is use1-az\d, us-east-1b is use1-az\d, us-east-1c is use1-az\d$/),
    ]);
  });
});

describe("an account of moto", () => {
  it("says who it is, and which regions it may use", async () => {
    expect(await opened.account.id()).toBe("123456789012");
    expect((await opened.account.optInStatus()).get("eu-west-1")).toBe("opt-in-not-required");
  });

  it("knows a service-linked role once it is made", async () => {
    expect(await opened.account.hasRole("AWSServiceRoleForAutoScaling")).toBe(false);
    await clients.iam.send(
      new CreateServiceLinkedRoleCommand({ AWSServiceName: "autoscaling.amazonaws.com" }),
    );
    expect(await opened.account.hasRole("AWSServiceRoleForAutoScaling")).toBe(true);
  });

  it("knows its buckets and hosted zones, each by its name", async () => {
    await clients.s3.send(new CreateBucketCommand({ Bucket: "ours" }));
    expect(await opened.account.bucket("ours")).toBe("ours");
    expect(await opened.account.bucket("nobodys")).toBe("free");
    const made = await clients.route53.send(
      new CreateHostedZoneCommand({ Name: "example.com", CallerReference: "test" }),
    );
    const id = made.HostedZone!.Id!.replace("/hostedzone/", "");
    expect(await opened.account.hostedZonesNamed("example.com")).toMatchObject([{ id, isPrivate: false }]);
    expect(await opened.account.hostedZonesNamed("other.com")).toEqual([]);
    expect(await opened.account.hostedZone(id)).toMatchObject({
      name: "example.com",
      nameServers: made.DelegationSet!.NameServers,
    });
    expect(await opened.account.hostedZone("Z0000000000000000000")).toBeUndefined();
  });

  it("gives a login for its private registry", async () => {
    expect(await opened.account.registryLogin("us-east-1")).toMatch(/^AWS:/);
  });

  it("sorts versions as numbers: the last one is the newest", async () => {
    expect(await opened.account.databaseVersions("us-east-1", "postgres", "17")).toEqual(["17.9", "17.10"]);
  });

  it("asks for the default of a quota without a value of its own", async () => {
    expect(await opened.account.quota("us-east-1", "s3", "L-DC2B2D3D")).toBe(10_000);
    expect(await opened.account.quota("us-east-1", "s3", "L-NONE")).toBeUndefined();
  });
});

it("worldwide services are asked in the partition of the plan", () => {
  expect([["eu-west-1"], ["us-gov-east-1"], ["cn-north-1"], []].map(homeRegionOf)).toEqual([
    "us-east-1",
    "us-gov-west-1",
    "cn-northwest-1",
    "us-east-1",
  ]);
});

it("the names of instance types say what AWS says of them, as far as moto has recorded it", async () => {
  const wrong: string[] = [];
  let compared = 0;
  for await (const { InstanceTypes = [] } of paginateDescribeInstanceTypes({ client: clients.ec2 }, {})) {
    for (const { InstanceType = "", VCpuInfo, ProcessorInfo, CurrentGeneration } of InstanceTypes) {
      if (CurrentGeneration !== true || !isStandard(InstanceType)) continue;
      compared += 1;
      const vCpus = vCpusOf(InstanceType) ?? VCpuInfo?.DefaultVCpus;
      const isArm = ProcessorInfo?.SupportedArchitectures?.includes("arm64") === true;
      if (vCpus !== VCpuInfo?.DefaultVCpus || isArm !== (architectureOf(InstanceType) === "arm64")) {
        wrong.push(
          `${InstanceType}: ${VCpuInfo?.DefaultVCpus}, ${ProcessorInfo?.SupportedArchitectures?.join()}`,
        );
      }
    }
  }
  expect(wrong).toEqual([]);
  expect(compared).toBeGreaterThan(400);
});
