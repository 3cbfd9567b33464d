import { expect, test } from "@jest/globals";

import { codeOf } from "../../../../policies/analysis/probes/canary-code";
import { Links } from "../../../../policies/analysis/probes/links";
import { planOf, ref, resource } from "../../support/fixture";
import { code } from "../programs/probed";

const read = (source: object) => {
  const plan = planOf([
    resource("aws:s3/bucketObject:BucketObject", "script", source as Record<string, unknown>),
    resource("aws:synthetics/canary:Canary", "canary", { s3Key: ref("script") }),
  ]);
  const [canary] = plan.ofType(["aws:synthetics/canary:Canary"]);
  return codeOf(new Links(plan), canary!);
};

test.each([
  ['https.get("https://a.example/", done)', "none"],
  ['require("node:https").request(options, done)', "none"],
  ['https.get(url, { headers: { "User-Agent": "ours" } }, done)', "program"],
  ["https.get(url, { headers }, done)", "unknown"],
  ["await fetch(url)", "program"],
  ["await axios.get(url)", "program"],
  ["requests.get(url)", "program"],
  ["await synthetics.executeHttpStep('ask', options)", "program"],
  ["const page = await puppeteer.launch()", "browser"],
  ["ask(url)", "unknown"],
])("%s", (text, userAgent) => {
  expect(read({ source: code(text) })?.userAgent).toBe(userAgent);
  expect(read({ content: text })?.userAgent).toBe(userAgent);
});

test("the addresses that it asks, and what it takes for an answer, are read where they are written", () => {
  const text =
    'https.get("https://a.example/health", (r) => r.statusCode === 200 || fail("http://b.example/"));';
  expect(read({ content: text })).toMatchObject({
    urls: ["https://a.example/health", "http://b.example/"],
    accepts: [[200, 200]],
  });
  expect(read({ content: "https.get(url)" })).toMatchObject({ urls: [], accepts: [[200, 299]] });
  expect(read({ content: "await fetch(url)" })?.accepts).toBeUndefined();
});

test("code in a file is no part of the plan", () => {
  expect(read({ source: { path: "canary.zip" } })).toBeUndefined();
});
