/** What is really copied, what names another region, what leaves without NAT, and what nothing looks into. */
import { describe, expect, test } from "@jest/globals";

import { toJson } from "../../../policies/analysis/report/json";
import { toMarkdown } from "../../../policies/analysis/report/markdown";
import { toText } from "../../../policies/analysis/report/text";
import { analysisRules } from "../../../policies/analysis/rules";
import { ABSENT, changed, ref, resource, type Changes, type Fixture } from "../support/fixture";
import { multiRegion } from "./programs/multi-region";
import { findingsOf } from "./support/findings";
import { analysisOf, cellsOf, previewOf } from "./support/plan";

describe("the objects of a bucket whose region is lost", () => {
  const rule = (changes: object): Changes => ({
    "files-copies-us-east-1.rules.0": {
      status: "Enabled",
      destination: { bucket: ref("files-eu-west-1"), replicationTime: { status: "Enabled" } },
      ...changes,
    },
  });
  const encrypted = resource(
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    "files-encryption",
    {
      bucket: ref("files-us-east-1"),
      rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms" } }],
    },
  );

  test.each([
    ["are all copied", {}, [], "survives"],
    ["are all copied by an empty filter", { filter: { prefix: "" } }, [], "survives"],
    ["are not copied by a disabled rule", { status: "Disabled" }, [], "lost"],
    ["are not copied but for a prefix", { filter: { prefix: "invoices/" } }, [], "lost"],
    ["are not copied but for a tag", { filter: { tag: { key: "keep", value: "yes" } } }, [], "lost"],
    ["are not copied when they are encrypted with a KMS key", {}, [encrypted], "lost"],
    [
      "are copied when the rule asks for such objects",
      { sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } } },
      [encrypted],
      "survives",
    ],
  ])("%s", (_, change, more, expected) => {
    const analysis = analysisOf([...changed(multiRegion(), rule(change)), ...more]);
    expect(cellsOf(analysis, "region us-east-1")["object-store"]).toMatch(new RegExp(`^${expected}: `));
  });
});

describe("a name of the other region that is written out", () => {
  const task = (containerDefinitions: string): Fixture =>
    resource(
      "aws:ecs/taskDefinition:TaskDefinition",
      "task",
      { containerDefinitions },
      { region: "eu-west-1" },
    );
  const findings = (text: string): readonly string[] =>
    findingsOf([...multiRegion(), task(text)]).filter((line) => line.startsWith("region-independence"));

  test.each([
    ["123456789012.dkr.ecr.us-east-1.amazonaws.com/jobs:1", "ecr"],
    ["arn:aws:ssm:us-east-1:123456789012:parameter/jobs", "ssm"],
    ["https://sqs.us-east-1.amazonaws.com/123456789012/jobs", "sqs"],
    ["arn:aws-us-gov:sqs:us-east-1:123456789012:jobs", "sqs"],
  ])("%s", (text, service) => {
    expect(findings(JSON.stringify([{ image: text }]))).toEqual([
      `region-independence | task | losing region us-east-1: containerDefinitions in eu-west-1 names ${service} of us-east-1 | name those of eu-west-1 in containerDefinitions`,
    ]);
  });

  test.each([
    "arn:aws:sqs:eu-west-1:123456789012:jobs",
    "arn:aws:iam::123456789012:role/jobs",
    "arn:aws:sqs:ap-south-1:123456789012:jobs",
    "arn:aws:secretsmanager:us-east-1:123456789012:secret:db-secret",
    "registry.example.com/us-east-1/jobs",
  ])("is not %s", (text) => {
    expect(findings(text)).toEqual([]);
  });
});

describe("egress", () => {
  const culprits = (changes: Changes, ...more: readonly Fixture[]): readonly string[] =>
    findingsOf([...changed(multiRegion(), changes), ...more]).map((line) =>
      line.split(" | ").slice(0, 2).join(" | "),
    );
  const zones = ["a", "b", "c"].map((letter) => `us-east-1${letter}`);
  const eachRoute = (change: (zone: string) => Changes): Changes =>
    Object.assign({}, ...zones.map(change)) as Changes;

  test("through an egress-only gateway lies in no zone", () => {
    const six = eachRoute((zone) => ({
      [`egress-${zone}.natGatewayId`]: ABSENT,
      [`egress-${zone}.egressOnlyGatewayId`]: ref("six"),
    }));
    const gateway = resource("aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway", "six", {});
    expect(culprits(six, gateway)).toEqual([]);
  });

  test("that no subnet has is missed by none", () => {
    const isolated = subnetsOfWorker();
    expect(culprits({}, ...isolated).filter((line) => line.startsWith("az-loss"))).toEqual([]);
  });

  test("that one of three subnets lacks is missed", () => {
    expect(culprits({ "egress-us-east-1b": ABSENT, "nat-us-east-1b": ABSENT })).toContain(
      "az-loss-survivable | private-us-east-1b",
    );
  });

  /** A group in three subnets whose route tables lead nowhere. */
  function subnetsOfWorker(): readonly Fixture[] {
    return [
      ...zones.flatMap((zone) => [
        resource("aws:ec2/subnet:Subnet", `isolated-${zone}`, { availabilityZone: zone }),
        resource("aws:ec2/routeTable:RouteTable", `inner-${zone}`, { routes: [] }),
        resource("aws:ec2/routeTableAssociation:RouteTableAssociation", `joined-${zone}`, {
          subnetId: ref(`isolated-${zone}`),
          routeTableId: ref(`inner-${zone}`),
        }),
      ]),
      resource("aws:autoscaling/group:Group", "worker", {
        minSize: 6,
        vpcZoneIdentifiers: zones.map((zone) => ref(`isolated-${zone}`)),
        targetGroupArns: [ref("tg-us-east-1")],
      }),
    ];
  }
});

describe("what nothing looks into", () => {
  const kinds: readonly (readonly [type: string, inputs: Fixture["inputs"]])[] = [
    ["aws:mq/broker:Broker", {}],
    ["aws:opensearch/domain:Domain", {}],
    ["aws:efs/fileSystem:FileSystem", {}],
    ["aws:ecs/capacityProvider:CapacityProvider", {}],
    ["kubernetes:yaml:ConfigGroup", {}],
    ["kubernetes:yaml/v2:ConfigFile", {}],
    ["kubernetes:helm.sh/v3:Chart", {}],
    ["kubernetes:helm.sh/v4:Chart", {}],
    ["kubernetes:helm.sh/v3:Release", {}],
    ["kubernetes:core/v1:Pod", { spec: {} }],
    ["kubernetes:argoproj.io/v1alpha1:Rollout", { spec: { replicas: 1 } }],
    ["kubernetes:postgresql.cnpg.io/v1:Cluster", { spec: { instances: 3 } }],
    ["kubernetes:kafka.strimzi.io/v1beta2:Kafka", { spec: { kafka: { replicas: 3 } } }],
  ];

  test.each(kinds)("%s is named in every output", (type, inputs) => {
    const unseen = [resource(type, "unseen", inputs)];
    const analysis = analysisOf(unseen);
    expect(toJson(analysis).notJudged).toEqual([
      { urn: expect.stringContaining("unseen") as unknown, name: "unseen", type },
    ]);
    expect(toText(analysis)).toContain("Not judged: 1 resource");
    expect(toMarkdown(analysis)).toContain("### Not judged: 1 resource");
    expect(findingsOf(unseen)).toContain(
      `model-matches-graph | unseen | ? what a failure leaves of unseen (not judged: ${type})`,
    );
  });

  test.each([
    ["kubernetes:elbv2.k8s.aws/v1beta1:TargetGroupBinding", { spec: { serviceRef: { name: "web" } } }],
    ["kubernetes:cert-manager.io/v1:Certificate", { spec: { dnsNames: ["a.example"] } }],
    ["kubernetes:apps/v1:Deployment", { spec: { replicas: 3 } }],
  ])("is not %s", (type, inputs) => {
    expect(toJson(analysisOf([resource(type, "seen", inputs)])).notJudged).toEqual([]);
  });

  test("is not a chart whose objects the plan shows", () => {
    const chart = resource("kubernetes:helm.sh/v3:Chart", "chart", {});
    const object = resource("kubernetes:core/v1:ConfigMap", "settings", {}, { parent: "chart" });
    expect(toJson(analysisOf([chart, object])).notJudged).toEqual([]);
  });

  test("fails the run where that is asked for", () => {
    const [rule] = analysisRules.filter(({ id }) => id === "model-matches-graph");
    const plan = previewOf([resource("aws:mq/broker:Broker", "queue", {})]);
    expect(rule?.evaluate(plan, { onUnjudged: "mandatory" })).toEqual([
      expect.objectContaining({
        kind: "fail",
        found: "not judged: what a failure leaves of queue (aws:mq/broker:Broker)",
      }),
    ]);
  });
});
