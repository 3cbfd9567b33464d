import { describe, expect, it } from "@jest/globals";
import { join } from "node:path";
import { isChosen, isTrueAt, listAt, numberAt, textAt } from "../../plan/inputs";
import { worldwide } from "../../plan/plan";
import { parsePlan, PlanError, readPlan } from "../../plan/read";

const urn = (type: string, name: string) => `urn:pulumi:test::app::${type}::${name}`;
const unknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const provider = (name: string, inputs: object) => ({
  urn: urn("pulumi:providers:aws", name),
  type: "pulumi:providers:aws",
  inputs,
});

const eip = (name: string, inputs: object = {}) => ({
  urn: urn("aws:ec2/eip:Eip", name),
  type: "aws:ec2/eip:Eip",
  inputs,
  provider: `${urn("pulumi:providers:aws", "west")}::some-id`,
});

const west = provider("west", { region: "us-west-2" });

const preview = (...steps: readonly object[]) => JSON.stringify({ steps });

describe("a preview", () => {
  it("gives each resource the region of its provider, of its own input, or none", () => {
    const zone = {
      urn: urn("aws:route53/zone:Zone", "z"),
      type: "aws:route53/zone:Zone",
      provider: eip("").provider,
    };
    const key = { urn: urn("tls:index/privateKey:PrivateKey", "k"), type: "tls:index/privateKey:PrivateKey" };
    const states = [west, eip("one"), eip("two", { region: "eu-west-3" }), zone, key];
    const plan = parsePlan(preview(...states.map((newState) => ({ op: "create", newState }))));
    expect(plan.resources.map(({ name, region }) => [name, region])).toEqual([
      ["west", undefined],
      ["one", "us-west-2"],
      ["two", "eu-west-3"],
      ["z", worldwide],
      ["k", undefined],
    ]);
    expect(plan.regions()).toEqual(["eu-west-3", "us-west-2"]);
  });

  it("knows what is there already, and leaves out what goes", () => {
    const plan = parsePlan(
      preview(
        { op: "same", newState: eip("kept") },
        { op: "delete", oldState: eip("gone") },
        { op: "create-replacement", newState: eip("replaced") },
        { op: "replace", newState: eip("replaced") },
        { op: "delete-replaced", newState: eip("replaced") },
      ),
    );
    expect(plan.resources.map(({ name, exists }) => [name, exists])).toEqual([
      ["kept", true],
      ["replaced", false],
    ]);
  });

  it("is found behind what the engine said before it", () => {
    expect(
      parsePlan(`Created stack 'prod'\n${preview({ op: "create", newState: west })}`).resources,
    ).toHaveLength(1);
  });
});

describe("an export, and a state file", () => {
  const resources = [west, eip("one")];
  it.each([
    { version: 3, deployment: { resources } },
    { version: 3, checkpoint: { stack: "prod", latest: { resources } } },
  ])("are read as things still to be created", (written) => {
    const text = JSON.stringify(written);
    expect(parsePlan(text).resources.map(({ name, exists }) => [name, exists])).toEqual([
      ["west", false],
      ["one", false],
    ]);
  });
});

describe("what is no plan", () => {
  it.each([
    ["", "the text holds no JSON object"],
    ["no json", "the text holds no JSON object"],
    ['{"steps": [', "the JSON is cut short"],
    ['{"resources": []}', 'this is no plan: write one with "pulumi preview --json" or "pulumi stack export"'],
    ['{"deployment": {}}', "deployment.resources"],
  ])("%s", (text, message) => {
    expect(() => parsePlan(text)).toThrow(PlanError);
    expect(() => parsePlan(text)).toThrow(message);
  });
});

describe("inputs", () => {
  const [resource] = parsePlan(
    preview({
      op: "create",
      newState: eip("one", {
        name: "one-1a2b",
        bucket: "ours",
        __defaults: ["name"],
        size: "20",
        monitoring: [{ enabled: "true" }],
        unknown: unknownText,
        secret: "[secret]",
        sealed: { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "x" },
        list: [1, 2],
      }),
    }),
  ).resources;

  it("are read by type; what is not known yet, and a secret, are undefined", () => {
    const one = resource!;
    expect(numberAt(one, "size")).toBe(20);
    expect(isTrueAt(one, "monitoring", "enabled")).toBe(true);
    expect([
      textAt(one, "unknown"),
      textAt(one, "secret"),
      textAt(one, "sealed"),
      textAt(one, "none"),
    ]).toEqual(Array(4).fill(undefined));
    expect([listAt(one, "list"), listAt(one, "unknown")]).toEqual([[1, 2], []]);
  });

  it("tell a name that the program chose from one that the provider made up", () => {
    expect([
      isChosen(resource!, "bucket"),
      isChosen(resource!, "name"),
      isChosen(resource!, "unknown"),
    ]).toEqual([true, false, false]);
  });
});

it("a reference leads to the resource that it names, of the type that is asked for", () => {
  const plan = readPlan(join(__dirname, "two-regions.json"));
  const copy = plan.ofType(
    "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication",
  )[0]!;
  const source = plan.referenced(copy, "sourceDbInstanceArn", "aws:rds/instance:Instance");
  expect(source.map(({ name, region }) => [name, region])).toEqual([
    ["us-east-1-database-instance", "us-east-1"],
  ]);
  expect(plan.referenced(copy, "sourceDbInstanceArn", "aws:kms/key:Key")).toEqual([]);
});
