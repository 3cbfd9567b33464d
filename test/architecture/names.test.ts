import { expect, test } from "@jest/globals";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

const root = join(__dirname, "..", "..");
const sources = [
  "index.ts",
  "config",
  "components",
  "policies",
  "rehearsal",
  "drill",
  "plan",
  "preflight",
  "cost",
  "report",
  "bench",
];

/** One search must find the one thing that is meant. */
test("an exported type, interface, class or enum has a name that nothing else exported has", () => {
  const filesByName = new Map<string, string[]>();
  for (const file of sources.flatMap(typeScriptFiles)) {
    for (const name of exportedTypeNames(file))
      filesByName.set(name, [...(filesByName.get(name) ?? []), file]);
  }
  expect(filesByName.size).toBeGreaterThan(300);
  const doubled = [...filesByName].filter(([, files]) => files.length > 1);
  expect(doubled).toEqual([]);
});

function typeScriptFiles(path: string): readonly string[] {
  if (path.endsWith(".ts")) return [path];
  return readdirSync(join(root, path), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.includes("node_modules"))
    .map((file) => join(path, file));
}

/** What a file declares and exports; what it only passes on is another file's. */
function exportedTypeNames(file: string): readonly string[] {
  const { statements } = ts.createSourceFile(
    file,
    readFileSync(join(root, file), "utf8"),
    ts.ScriptTarget.Latest,
  );
  return statements.flatMap((statement) => {
    const isType =
      ts.isInterfaceDeclaration(statement) ||
      ts.isTypeAliasDeclaration(statement) ||
      ts.isClassDeclaration(statement) ||
      ts.isEnumDeclaration(statement);
    if (!isType || statement.name === undefined) return [];
    const isExported = statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
    return isExported ? [statement.name.text] : [];
  });
}
