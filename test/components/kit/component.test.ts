import { describe, expect, test } from "@jest/globals";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { Component } from "../../../components/kit/component";
import { outputOf, record } from "../../support/mocks";

class Shelf extends Component {
  readonly keyArn: pulumi.Output<string>;

  constructor(name: string, args: { readonly boards: number }, opts?: pulumi.ComponentResourceOptions) {
    super("furniture:Shelf", name, opts);
    this.require(args.boards >= 1, `boards must be at least 1, got ${args.boards}; give it a board`);
    const key = new aws.kms.Key(this.childName("key"), {}, this.child({ protect: true }));
    new aws.kms.Alias(this.childName("alias"), { targetKeyId: key.keyId }, this.child());
    this.keyArn = key.arn;
    this.registerOutputs({ keyArn: this.keyArn });
  }
}

describe("Component", () => {
  test("registers under standfast:<domain>:<Class>", async () => {
    const run = await record(() => new Shelf("oak", { boards: 2 }));
    expect(run.counts()).toEqual({
      "standfast:furniture:Shelf": 1,
      "aws:kms/key:Key": 1,
      "aws:kms/alias:Alias": 1,
    });
  });

  test("names a child <component>-<role> and parents it", async () => {
    const run = await record(() => new Shelf("oak", { boards: 2 }));
    expect(run.one("aws:kms/key:Key")).toMatchObject({ name: "oak-key", parent: "oak" });
    expect(run.one("aws:kms/alias:Alias")).toMatchObject({ name: "oak-alias", parent: "oak" });
    expect(await outputOf(run.result.keyArn)).toBe("arn:aws:mock:::oak-key");
  });

  test("puts a child's own options on top of the inherited ones", async () => {
    const run = await record(() => new Shelf("oak", { boards: 2 }));
    expect(run.one("aws:kms/key:Key").protect).toBe(true);
    expect(run.one("aws:kms/alias:Alias").protect).toBe(false);
  });

  test("hands its provider to every child", async () => {
    const run = await record(() => {
      const ireland = new aws.Provider("ireland", { region: "eu-west-1" });
      return new Shelf("oak", { boards: 2 }, { providers: [ireland] });
    });
    expect(run.one("aws:kms/key:Key").provider).toBe("ireland");
    expect(run.one("aws:kms/alias:Alias").provider).toBe("ireland");
  });

  test("waits for what it depends on, with every child", async () => {
    const run = await record(() => {
      const wall = new aws.kms.Key("wall", {});
      return new Shelf("oak", { boards: 2 }, { dependsOn: wall });
    });
    expect(run.one("aws:kms/key:Key", "oak-key").dependencies).toEqual(["wall"]);
    expect([...run.one("aws:kms/alias:Alias").dependencies].sort()).toEqual(["oak-key", "wall"]);
  });

  test("refuses to depend on what is not known yet", async () => {
    const late = Promise.resolve([]);
    await expect(record(() => new Shelf("oak", { boards: 2 }, { dependsOn: late }))).rejects.toThrow(
      "dependsOn must be a resource or a list of them, got a promise; await it first",
    );
  });

  test("refuses arguments with a ResourceError that carries the message", async () => {
    const refused = record(() => new Shelf("oak", { boards: 0 }));
    await expect(refused).rejects.toThrow(pulumi.ResourceError);
    await expect(refused).rejects.toThrow("boards must be at least 1, got 0; give it a board");
  });
});
