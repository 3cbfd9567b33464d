/** The state of a stack in the engine's own words, without secrets in the clear. */
import type { Engine } from "../engine/engine";
import type { Project } from "./project";
import { pulumiIn } from "./pulumi";
import { environmentOf, type Workspace } from "./workspace";

/** How the engine calls the only organization of a backend of files. */
const ORGANIZATION = "organization";

/** @returns what `pulumi stack export` prints. @throws {RehearsalError} when there is no such stack. */
export function exportStack(
  workspace: Workspace,
  engine: Engine,
  { name }: Pick<Project, "name">,
  stack: string,
): Promise<string> {
  const pulumi = pulumiIn(workspace.folder, environmentOf(workspace, engine));
  return pulumi.capture(["stack", "export", "--stack", `${ORGANIZATION}/${name}/${stack}`]);
}
