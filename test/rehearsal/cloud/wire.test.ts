import { describe, expect, test } from "@jest/globals";
import {
  decode,
  encode,
  hasUnknown,
  isSecret,
  reveal,
  secret,
  textsAt,
  UNKNOWN,
  valuesAt,
  type Props,
} from "../../../rehearsal/cloud/wire";

const props: Props = {
  name: "web",
  port: 443,
  on: true,
  nothing: null,
  list: ["a", { b: secret(["c", { d: secret("e") }]) }],
};

describe("property values", () => {
  test("come back from a protobuf struct as they went in", () => {
    expect(decode(encode(props))).toEqual(props);
    expect(decode(undefined)).toEqual({});
  });

  test("are revealed at any depth, secrets inside secrets too", () => {
    expect(reveal(props)).toEqual({ ...props, list: ["a", { b: ["c", { d: "e" }] }] });
  });

  test("carry Pulumi's own mark of a secret", () => {
    expect(secret("x")).toEqual({
      "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
      value: "x",
    });
    expect(isSecret(secret("x"))).toBe(true);
    expect(isSecret({ value: "x" })).toBe(false);
  });

  test("tell whether anything in them is unknown", () => {
    expect(hasUnknown({ a: [{ b: UNKNOWN }] })).toBe(true);
    expect(hasUnknown(secret(UNKNOWN))).toBe(true);
    expect(hasUnknown(props)).toBe(false);
  });

  test("are found by path, through lists on the way", () => {
    const listener = { actions: [{ arn: "a" }, { arn: UNKNOWN }, { arn: ["b", "c"] }, "other"] };
    expect(valuesAt(listener, "actions.arn")).toEqual(["a", UNKNOWN, "b", "c"]);
    expect(textsAt(listener, "actions.arn")).toEqual(["a", "b", "c"]);
    expect(valuesAt(listener, "actions.name.first")).toEqual([]);
  });
});
