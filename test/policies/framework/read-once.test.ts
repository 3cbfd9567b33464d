import { expect, jest, test } from "@jest/globals";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

import { readingOnce } from "../../../policies/framework/read-once";

test("one message is read once, another one again, and with its secrets always", () => {
  const read = jest.fn((properties: Struct) => properties.toJavaScript());
  const once = readingOnce(read);
  const [one, other] = [Struct.fromJavaScript({ size: 1 }), Struct.fromJavaScript({ size: 2 })];
  expect(once(one, false)).toEqual({ size: 1 });
  expect(once(one, false)).toBe(once(one));
  expect(once(other)).toEqual({ size: 2 });
  expect(read).toHaveBeenCalledTimes(2);
  once(one, true);
  expect(read).toHaveBeenCalledTimes(3);
});
