/** The step of the workflow that comments on a pull request, with GitHub played by an object. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runInNewContext } from "node:vm";

import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { parse } from "yaml";

interface Comment {
  readonly id: number;
  readonly user: { readonly type: string };
  readonly body: string;
}

interface Workflow {
  readonly jobs: Readonly<
    Record<
      string,
      { readonly permissions: object; readonly steps: readonly { with?: { readonly script?: string } }[] }
    >
  >;
}

const workflow = parse(
  readFileSync(join(__dirname, "../../.github/workflows/policies.yml"), "utf8"),
) as Workflow;
const script = workflow.jobs["comment"]?.steps.at(-1)?.with?.script ?? "";

let folder = "";
const before = process.cwd();

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "standfast-comment-"));
  process.chdir(folder);
});

afterEach(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true });
});

/** Runs the step; what it asks of GitHub. */
async function comment(existing: readonly Comment[]): Promise<readonly unknown[]> {
  const asked: unknown[] = [];
  const ask = (what: string) => (given: object) => asked.push([what, given]);
  const issues = {
    listComments: "list",
    updateComment: ask("update"),
    createComment: ask("create"),
  };
  await (runInNewContext(`(async () => { ${script} })()`, {
    require: createRequire(__filename),
    github: { rest: { issues }, paginate: () => Promise.resolve(existing) },
    context: {
      repo: { owner: "team", repo: "shop" },
      issue: { number: 7 },
      payload: { pull_request: { head: { sha: "abc" } } },
    },
    core: { notice: (text: string) => asked.push(["notice", text]) },
  }) as Promise<void>);
  return JSON.parse(JSON.stringify(asked)) as unknown[];
}

const body = "<!-- standfast: policies -->\n## prod\n\n## staging\n\n_At abc._";
const place = { owner: "team", repo: "shop" };

test("the first push makes one comment of both stacks", async () => {
  writeFileSync("prod.md", "## prod\n");
  writeFileSync("staging.md", "## staging\n");
  expect(await comment([])).toEqual([["create", { ...place, issue_number: 7, body }]]);
});

test("the next updates it, and leaves what people wrote alone", async () => {
  writeFileSync("prod.md", "## prod\n");
  writeFileSync("staging.md", "## staging\n");
  const quoting = { id: 1, user: { type: "User" }, body: "<!-- standfast: policies -->" };
  const other = { id: 2, user: { type: "Bot" }, body: "coverage" };
  const ours = { id: 3, user: { type: "Bot" }, body: "<!-- standfast: policies -->\nold" };
  expect(await comment([quoting, other, ours])).toEqual([["update", { ...place, comment_id: 3, body }]]);
});

test("without a report nothing is commented", async () => {
  expect(await comment([])).toEqual([
    ["notice", "no report: the previews did not get as far as the policies"],
  ]);
});

test("only the job that comments may write, and only that", () => {
  expect(Object.values(workflow.jobs).map(({ permissions }) => permissions)).toEqual([
    { contents: "read" },
    { "pull-requests": "write" },
  ]);
});
