import { describe, expect, test } from "@jest/globals";
import { declarationOf, parseDeclaration } from "../../../rehearsal/cloud/declarations";

describe("the SDK's own declarations", () => {
  test("say what RDS computes: outputs that are no input, and inputs that it fills when left out", () => {
    const { inputs, computed } = declarationOf("aws:rds/instance:Instance");
    expect(computed.get("multiAz")).toBe("boolean");
    expect(computed.get("port")).toBe("number");
    expect(computed.get("endpoint")).toBe("string");
    expect(computed.get("replicas")).toBe("string[]");
    expect(computed.get("username")).toBe("string");
    expect(inputs.has("multiAz")).toBe(true);
    expect(inputs.has("endpoint")).toBe(false);
  });

  test("say what is the program's alone: required inputs, and optional ones that stay undefined", () => {
    const { inputs, computed } = declarationOf("aws:rds/instance:Instance");
    for (const property of [
      "instanceClass",
      "replicateSourceDb",
      "deletionProtection",
      "skipFinalSnapshot",
    ]) {
      expect([property, inputs.has(property), computed.has(property)]).toEqual([property, true, false]);
    }
  });

  test("are read for every package", () => {
    expect([...declarationOf("random:index/randomPassword:RandomPassword").computed.keys()]).toContain(
      "result",
    );
    expect([...declarationOf("tls:index/privateKey:PrivateKey").computed.keys()]).toContain("privateKeyPem");
    expect([...declarationOf("aws:ec2/vpc:Vpc").computed.keys()]).toContain("mainRouteTableId");
  });

  test("list every argument of a type", () => {
    expect(declarationOf("aws:lb/listener:Listener").inputs.size).toBeGreaterThan(10);
    expect(declarationOf("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule").inputs.size).toBe(11);
  });

  test("refuse a type that the SDK does not have, by name", () => {
    expect(() => declarationOf("aws:rds/instance9:Instance9")).toThrow(
      "the installed @pulumi/aws has no resource type aws:rds/instance9:Instance9",
    );
  });

  test("may span lines and nest", () => {
    const source = [
      "export declare class Thing extends pulumi.CustomResource {",
      "    /** readonly notReally: pulumi.Output<string>; */",
      "    readonly keepers: pulumi.Output<{",
      "        [key: string]: string;",
      "    } | undefined>;",
      "    readonly options: pulumi.Output<outputs.ThingOption[]>;",
      "    readonly required: pulumi.Output<string>;",
      "}",
      "export interface ThingState {",
      "    stateOnly?: pulumi.Input<string>;",
      "}",
      "export interface ThingArgs {",
      "    keepers?: pulumi.Input<{}>;",
      "    options?: pulumi.Input<inputs.ThingOption[]>;",
      "    required: pulumi.Input<string>;",
      "}",
    ].join("\n");
    const { inputs, computed } = parseDeclaration(source, "Thing");
    expect([...inputs]).toEqual(["keepers", "options", "required"]);
    expect([...computed]).toEqual([["options", "outputs.ThingOption[]"]]);
  });
});
