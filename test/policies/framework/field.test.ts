import { inspect } from "node:util";

import { describe, expect, test } from "@jest/globals";

import { Field, REDACTED } from "../../../policies/framework/field";
import { encode, ref, secret, UNKNOWN } from "../support/fixture";
import { unknownCheckingProxy } from "../support/sdk";

const field = Field.of(
  unknownCheckingProxy(
    encode(
      {
        size: 3,
        text: "5",
        on: "true",
        name: "app",
        nothing: null,
        later: UNKNOWN,
        ids: [ref("a"), "b"],
        names: ["b", "a"],
        nested: { later: UNKNOWN, labels: { "app.kubernetes.io/name": "shop" } },
        masterPassword: secret("hunter2-hunter2"),
      },
      "plain",
    ) as object,
  ),
);

describe("a field", () => {
  test.each([
    ["size", { state: "known", value: 3, path: "size" }],
    ["text", { state: "known", value: 5, path: "text" }],
    ["missing", { state: "absent", path: "missing" }],
    ["nothing", { state: "absent", path: "nothing" }],
    ["later", { state: "unknown", path: "later" }],
    ["nested.later", { state: "unknown", path: "nested.later" }],
    ["later.deeper", { state: "unknown", path: "later.deeper" }],
    ["missing.deeper", { state: "absent", path: "missing.deeper" }],
    ["name.length", { state: "absent", path: "name.length" }],
    ["name", { state: "unknown", path: "name" }],
  ])("reads the number at %s", (path, read) => {
    expect(field.at(path).number()).toEqual(read);
  });

  test("reads switches and their text", () => {
    expect(field.at("on").boolean()).toEqual({ state: "known", value: true, path: "on" });
    expect(field.at("name").boolean()).toEqual({ state: "unknown", path: "name" });
  });

  test("reads names with dots by key", () => {
    expect(field.at("nested.labels").key("app.kubernetes.io/name").string()).toEqual({
      state: "known",
      value: "shop",
      path: "nested.labels.app.kubernetes.io/name",
    });
  });

  test("lists elements, unknown ones too", () => {
    expect(
      field
        .at("ids")
        .items()
        .map(({ path, state }) => [path, state]),
    ).toEqual([
      ["ids[0]", "unknown"],
      ["ids[1]", "known"],
    ]);
    expect(field.at("later").items()).toEqual([]);
    expect([field.at("ids").isList, field.at("later").isList, field.at("nested").isList]).toEqual([
      true,
      false,
      false,
    ]);
  });

  test("reads a list of texts only when all of them are known", () => {
    expect(field.at("names").strings()).toEqual({ state: "known", value: ["b", "a"], path: "names" });
    expect(field.at("ids").strings()).toEqual({ state: "unknown", path: "ids" });
    expect(field.at("name").strings()).toEqual({ state: "unknown", path: "name" });
    expect(field.at("missing").strings()).toEqual({ state: "absent", path: "missing" });
  });

  test("finds figures in a text that is never shown, decoded where it is base64", () => {
    const of = (userData: unknown) =>
      Field.of({ userData })
        .at("userData")
        .numbersAt(/keep-alive (\d+)/);
    const text = "--keep-alive 5\n--keep-alive 75\n";
    const known = { state: "known", path: "userData", value: [5, 75] };
    expect(of(text)).toEqual(known);
    expect(of(Buffer.from(text).toString("base64"))).toEqual(known);
    expect(of("none")).toEqual({ ...known, value: [] });
    expect(of(undefined)).toEqual({ state: "absent", path: "userData" });
    expect(of(5)).toEqual({ state: "unknown", path: "userData" });
  });

  test("lists an object's names, sorted, without reading its values", () => {
    expect(field.at("nested").keys()).toEqual(["labels", "later"]);
    expect(field.at("names").keys()).toEqual([]);
  });

  test("tells that a secret is there, and never what it is", () => {
    const password = field.at("masterPassword");
    expect(password.string()).toEqual({ state: "known", value: REDACTED, path: "masterPassword" });
    expect(inspect(field, { depth: 9, showHidden: true }) + JSON.stringify([field, password])).not.toContain(
      "hunter2",
    );
  });
});
