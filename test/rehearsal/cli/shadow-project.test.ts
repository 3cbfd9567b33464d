import { expect, test } from "@jest/globals";
import { existsSync, readFileSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { projectIn } from "../../../rehearsal/cli/project";
import { openShadow } from "../../../rehearsal/cli/shadow-project";
import { openWorkspace } from "../../../rehearsal/cli/workspace";
import { temporaryFolder } from "../../support/folder";

function openProject(definition: string, files: Readonly<Record<string, string>>) {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "Pulumi.yaml"), definition);
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  // A workspace in the project, as the default one is.
  const workspace = openWorkspace(join(folder, ".rehearsal"));
  return { folder, workspace, project: projectIn(folder)! };
}

test("the shadow leads to the program and keeps everything else that the project says", () => {
  const definition = [
    "name: shop",
    "runtime: { name: nodejs, options: { typescript: false } }",
    "stackConfigDir: .",
    "backend: { url: s3://state }",
    "config: { shop:size: { default: 3 } }",
    "",
  ].join("\n");
  const { folder, workspace, project } = openProject(definition, {});
  const shadow = openShadow(workspace, project);
  expect(parse(readFileSync(join(shadow, "Pulumi.yaml"), "utf8"))).toEqual({
    name: "shop",
    runtime: { name: "nodejs", options: { typescript: false } },
    config: { "shop:size": { default: 3 } },
    main: folder,
  });
});

test("what stands beside the project file is there, the rehearsal itself and stack files excepted", () => {
  const { folder, workspace, project } = openProject("name: shop\nruntime: nodejs\n", {
    "index.js": "",
    "Pulumi.dev.yaml": "config: {}\n",
  });
  const shadow = openShadow(workspace, project);
  expect(readlinkSync(join(shadow, "index.js"))).toBe(join(folder, "index.js"));
  expect(existsSync(join(shadow, ".rehearsal"))).toBe(false);
  expect(() => readlinkSync(join(shadow, "Pulumi.dev.yaml"))).toThrow("EINVAL");
  rmSync(join(folder, "index.js"));
  openShadow(workspace, project);
  expect(() => readlinkSync(join(shadow, "index.js"))).toThrow("ENOENT");
});

test("a broken file of another stack is passed over, that of the stack in question is refused", () => {
  const { workspace, project } = openProject("name: shop\nruntime: nodejs\n", {
    "Pulumi.dev.yaml": "config: {}\n",
    "Pulumi.prod.yaml": "config: [\n",
  });
  expect(existsSync(join(openShadow(workspace, project, "dev"), "Pulumi.dev.yaml"))).toBe(true);
  expect(() => openShadow(workspace, project, "prod")).toThrow("Pulumi.prod.yaml");
});
