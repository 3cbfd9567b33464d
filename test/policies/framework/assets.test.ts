import { asset } from "@pulumi/pulumi";
import { expect, test } from "@jest/globals";

import { readAssets } from "../../../policies/framework/assets";
import { Field } from "../../../policies/framework/field";
import { UNKNOWN, encode } from "../support/fixture";
import { unknownCheckingProxy } from "../support/sdk";

const properties = unknownCheckingProxy({
  key: encode(UNKNOWN, "plain"),
  source: new asset.AssetArchive({ "index.js": new asset.StringAsset("ask();") }),
  content: new asset.StringAsset("plain"),
  other: new asset.FileAsset("elsewhere.js"),
});
const text = (field: Field) => field.string();
const inArchive = () => Field.of(properties).at("source.assets").key("index.js").at("text");

test("the text of an asset is not known before it was read, and known when the plan is judged", async () => {
  expect(text(inArchive())).toMatchObject({ state: "unknown" });
  readAssets(properties);
  await Promise.resolve();
  await Promise.resolve();
  expect(text(inArchive())).toMatchObject({ state: "known", value: "ask();" });
  expect(text(Field.of(properties).at("content.text"))).toMatchObject({ state: "known", value: "plain" });
  expect(text(Field.of(properties).at("other.text"))).toMatchObject({ state: "absent" });
});
