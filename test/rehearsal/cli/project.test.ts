import { expect, test } from "@jest/globals";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { programFolder, projectIn, stackFileOf, stackNamed, stacksOf } from "../../../rehearsal/cli/project";
import { temporaryFolder } from "../../support/folder";

function projectWith(file: string, text: string) {
  const folder = temporaryFolder();
  writeFileSync(join(folder, file), text);
  return { folder, project: projectIn(folder) };
}

test.each([
  ["Pulumi.yaml", "name: shop\nruntime: nodejs\n"],
  ["Pulumi.yml", "name: shop\nruntime: { name: nodejs }\n"],
  ["Pulumi.json", '{ "name": "shop", "runtime": "nodejs" }'],
])("the project of %s, and its stack files", (file, text) => {
  const { folder, project } = projectWith(file, text);
  const extension = file.slice("Pulumi".length);
  writeFileSync(join(folder, `Pulumi.prod${extension}`), "{}");
  writeFileSync(join(folder, `Pulumi.prod.deploy${extension}`), "{}");
  expect(project).toMatchObject({ folder, name: "shop", runtime: "nodejs", main: folder });
  expect(stacksOf(project!)).toEqual(["prod"]);
  expect(stackFileOf(project!, "prod")).toBe(join(folder, `Pulumi.prod${extension}`));
});

test("the project of a folder below it is found, as the engine finds it", () => {
  const { folder, project } = projectWith("Pulumi.yaml", "name: shop\nruntime: nodejs\nmain: src/index.js\n");
  mkdirSync(join(folder, "src", "deep"), { recursive: true });
  expect(projectIn(join(folder, "src", "deep"))).toEqual(project);
  expect(project?.main).toBe(join(folder, "src", "index.js"));
  writeFileSync(join(folder, "src", "index.js"), "");
  expect(programFolder(project!)).toBe(join(folder, "src"));
  expect(projectIn(temporaryFolder())).toBeUndefined();
});

test.each(["stackConfigDir: stacks", "config: stacks"])("%s is where the stack files are", (line) => {
  const { folder, project } = projectWith("Pulumi.yaml", `name: shop\nruntime: nodejs\n${line}\n`);
  expect(stacksOf(project!)).toEqual([]);
  mkdirSync(join(folder, "stacks"));
  writeFileSync(join(folder, "stacks", "Pulumi.dev.yaml"), "config: {}\n");
  expect(stacksOf(project!)).toEqual(["dev"]);
});

test.each([
  ["name: ../elsewhere\nruntime: nodejs", 'name must be letters, digits, "-", "_" and "."'],
  ["name: ..\nruntime: nodejs", 'got ".."; give the project a name'],
  ["runtime: nodejs", "got undefined"],
  ["- name", "a Pulumi project is a mapping with name and runtime"],
  ["name: [", "Pulumi.yaml: Flow sequence in block collection"],
])("%j is refused with what is wrong", (text, message) => {
  expect(() => projectWith("Pulumi.yaml", text)).toThrow(message);
});

test.each([
  ["prod", "prod"],
  ["acme/prod", "prod"],
  ["acme/shop/prod", "prod"],
  ["organization/shop/prod", "prod"],
])("the stack %s is %s", (text, stack) => {
  const { project } = projectWith("Pulumi.yaml", "name: shop\nruntime: nodejs\n");
  expect(stackNamed(text, project!)).toBe(stack);
  expect(() => stackNamed("acme/other/prod", project!)).toThrow(
    "the stack acme/other/prod belongs to the project other, and this folder's project is shop",
  );
});
