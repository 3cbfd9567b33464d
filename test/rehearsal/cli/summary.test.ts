import { expect, test } from "@jest/globals";
import type { StateResource } from "../../../rehearsal/recovery/stack-state";
import { outline, summarize } from "../../../rehearsal/cli/summary";

const provider = (name: string, region: string): StateResource => ({
  urn: `urn:pulumi:prod::shop::pulumi:providers:aws::${name}`,
  type: "pulumi:providers:aws",
  custom: true,
  id: `id-${name}`,
  inputs: { region },
});

const resource = (type: string, from: string): StateResource => ({
  urn: `urn:pulumi:prod::shop::${type}::one`,
  type,
  custom: true,
  provider: `urn:pulumi:prod::shop::pulumi:providers:aws::${from}::id-${from}`,
});

test("resources are counted where they live; providers and components are none", () => {
  const summary = summarize({
    resources: [
      { urn: "stack", type: "pulumi:pulumi:Stack", custom: false, outputs: { url: "https://app.example" } },
      provider("east", "us-east-1"),
      provider("west", "eu-west-1"),
      { urn: "component", type: "standfast:network:Network", custom: false },
      resource("aws:ec2/vpc:Vpc", "east"),
      resource("aws:ec2/subnet:Subnet", "east"),
      resource("aws:ec2/vpc:Vpc", "west"),
      resource("aws:route53/record:Record", "east"),
      resource("random:index/randomPassword:RandomPassword", "none"),
    ],
    pending: [],
  });
  expect(summary.byRegion).toEqual([
    { region: "us-east-1", resources: 2 },
    { region: "eu-west-1", resources: 1 },
    { region: "worldwide", resources: 1 },
    { region: "generated", resources: 1 },
  ]);
  expect(summary.outputs).toEqual({ url: "https://app.example" });
});

test("outputs are laid out a line each", () => {
  const outputs = {
    url: "https://app.example",
    regions: [{ name: "us-east-1", role: "active" }],
    names: ["a"],
  };
  expect(outline(outputs, "  ")).toEqual([
    "  url: https://app.example",
    "  regions:",
    "    -",
    "      name: us-east-1",
    "      role: active",
    "  names:",
    "    - a",
  ]);
});
