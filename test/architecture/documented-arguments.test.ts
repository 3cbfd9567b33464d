import { expect, test } from "@jest/globals";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

const components = join(__dirname, "..", "..", "components");
const files = readdirSync(components, { recursive: true, encoding: "utf8" }).filter((file) =>
  file.endsWith(".ts"),
);

/** Whoever leaves an argument out has to know what they get. */
test("every optional argument of a component says its default", () => {
  const optional = files.flatMap(optionalArguments);
  expect(optional.length).toBeGreaterThan(60);
  expect(optional.filter(({ comment }) => !/@default\s+\S/.test(comment)).map(({ name }) => name)).toEqual(
    [],
  );
});

/** The optional members of the exported interfaces whose names end with Args, nested ones included. */
function optionalArguments(file: string): readonly { readonly name: string; readonly comment: string }[] {
  const source = ts.createSourceFile(
    file,
    readFileSync(join(components, file), "utf8"),
    ts.ScriptTarget.Latest,
    true,
  );
  const interfaces = source.statements.filter(
    (statement) =>
      ts.isInterfaceDeclaration(statement) &&
      statement.name.text.endsWith("Args") &&
      statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword),
  );
  const membersOf = (node: ts.Node): readonly ts.PropertySignature[] => {
    const found: ts.PropertySignature[] = [];
    const visit = (child: ts.Node): void => {
      if (ts.isPropertySignature(child) && child.questionToken) found.push(child);
      ts.forEachChild(child, visit);
    };
    visit(node);
    return found;
  };
  return interfaces.flatMap(membersOf).map((member) => ({
    name: `${file}: ${member.name.getText()}`,
    comment: ts
      .getJSDocCommentsAndTags(member)
      .map((comment) => comment.getText())
      .join("\n"),
  }));
}
