import { describe, expect, test } from "@jest/globals";
import { appendFileSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inProgress, Journal, readJournal } from "../../../drill/runner/journal";

const newPath = (): string => join(mkdtempSync(join(tmpdir(), "drill-")), "journal.jsonl");

describe("the journal", () => {
  test("says what was broken and not undone when the drill died", () => {
    const path = newPath();
    const journal = new Journal(path);
    journal.write("begin", "primary_kill");
    journal.write("intend", "kill database-primary: postgres-a", "primary_kill 1/3");
    journal.write("undone", "everything that was broken", "primary_kill 1/3");
    journal.write("intend", "kill database-primary: postgres-b", "primary_kill 2/3");
    journal.write("done", "kill database-primary: postgres-b", "primary_kill 2/3");
    expect(inProgress(readJournal(path))).toBe(
      "in primary_kill 2/3, last done: kill database-primary: postgres-b; not undone: kill database-primary: postgres-b",
    );
  });

  test("says so when the drill had ended", () => {
    const path = newPath();
    const journal = new Journal(path);
    journal.write("begin", "api_kill");
    journal.write("end", "passed");
    expect(inProgress(readJournal(path))).toBe("after its end");
  });

  test("that was deleted, or never begun, says so", () => {
    expect(inProgress(readJournal(newPath()))).toBe("before it wrote anything down");
  });

  test("is read up to a line that was cut short", () => {
    const path = newPath();
    new Journal(path).write("begin", "api_kill");
    appendFileSync(path, '{"at":"2026-');
    expect(readJournal(path).map(({ text }) => text)).toEqual(["api_kill"]);
    expect(inProgress(readJournal(path))).toBe("between trials, last begin: api_kill");
  });
});
