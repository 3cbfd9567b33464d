import { expect, test } from "@jest/globals";
import { toPicture } from "../../report/page/picture";
import { aFragileRun, aHostileRun, aSoundRun } from "./support/reports";

test("the picture has a row for each kind of failure in a region, and says at once how many are survived", () => {
  const picture = toPicture(aSoundRun.survivability!);
  expect(picture).toContain("12 of 12 failures are survived");
  expect(picture.match(/class="failure"/g)).toHaveLength(8);
  expect(picture).toContain("any zone of us-east-1");
  expect(picture).toContain("us-east-1 · serves");
});

test("zones that leave different things are rows of their own", () => {
  const picture = toPicture(aFragileRun.survivability!);
  expect(picture).toContain("zone us-east-1a");
  expect(picture).toContain("zone us-east-1b");
});

test("what is lost has a sign beside its colour", () => {
  expect(toPicture(aFragileRun.survivability!)).toMatch(
    /<g class="lost"><rect[^>]*\/><text class="sign"[^>]*>✕/,
  );
});

test("a hostile name is text", () => {
  const picture = toPicture(aHostileRun().survivability!);
  expect(picture).not.toMatch(/<img|<script/);
});
