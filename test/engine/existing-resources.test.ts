import { afterAll, expect, test } from "@jest/globals";
import { resolveEngineWithProgress } from "../../rehearsal/cli/resolve-engine";
import { exportStack } from "../../rehearsal/cli/stack-export";
import { openWorkspace } from "../../rehearsal/cli/workspace";
import { exportedState } from "../../rehearsal/recovery/stack-state";
import { openRehearsal, succeeded } from "../support/rehearsal";

const rehearsal = openRehearsal();
afterAll(() => {
  rehearsal.remove();
});

const run = (...args: readonly string[]) =>
  rehearsal.run("-C", "test/engine/programs/takes-up", ...args, "--stack", "dev");
const importVpc = (id: string) =>
  run("import", "aws:ec2/vpc:Vpc", "network", id, "--yes", "--protect=false", "--generate-code=false");
const DECLARED = ["--config", "takes-up:declared=true"];
const VPC = "aws:ec2/vpc:Vpc";

test("what rehearsal.yaml lists can be read and imported, is the program's from then on, and goes with it", async () => {
  succeeded(await run("up", "--yes", "--skip-preview"));
  expect(await run("stack", "output", "keyArn")).toMatchObject({
    output: expect.stringMatching(/arn:aws:kms:eu-west-1:\d{12}:key\/key-1/),
  });

  const output = succeeded(await importVpc("vpc-0a1b2c3d"));
  expect(output).not.toContain("cloud and state differ");
  const imported = rehearsal.cloud().find(({ type }) => type === VPC);
  expect(imported).toMatchObject({ id: "vpc-0a1b2c3d", region: "eu-west-1", inState: true });

  succeeded(await run("preview", "--expect-no-changes", ...DECLARED));
  succeeded(await run("refresh", "--yes", "--expect-no-changes"));
  succeeded(await run("destroy", "--yes", "--skip-preview"));
  expect(rehearsal.cloud().map(({ type, id }) => `${type} ${id}`)).toEqual(["aws:kms/key:Key key-1"]);
});

test("what it does not list is refused with where to list it, and nothing is left behind", async () => {
  const { exitCode, output } = await importVpc("vpc-unlisted");
  expect(exitCode).not.toBe(0);
  expect(output).toContain(
    "aws: the rehearsal cloud has no aws:ec2/vpc:Vpc with the id vpc-unlisted: its account holds what was rehearsed in it and nothing else; list the resource in rehearsal.yaml beside Pulumi.yaml",
  );
  expect(output).not.toContain("cloud and state differ");
  expect(rehearsal.cloud().filter(({ type }) => type === VPC)).toEqual([]);
});

test("a stack is exported by its name, from outside its project, as its state file has it", async () => {
  succeeded(await run("up", "--yes", "--skip-preview"));
  const engine = await resolveEngineWithProgress();
  const workspace = openWorkspace(rehearsal.folder);
  const exported = exportedState(await exportStack(workspace, engine, { name: "takes-up" }, "dev"));
  expect(exported.resources.length).toBeGreaterThan(1);
  expect(exported).toEqual(rehearsal.state("takes-up", "dev"));
  await expect(exportStack(workspace, engine, { name: "takes-up" }, "none")).rejects.toThrow(
    "no stack named",
  );
});
