/**
 * What a canary runs, on Synthetics' runtime without a browser. It needs no library: a GET that does not end with 200
 * within ten seconds fails the run.
 *
 * It says who it is: Node.js sends no `User-Agent` by itself, and the rule `NoUserAgent_HEADER` of AWS's common rules
 * answers 403 to whoever has none.
 * https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html
 */
export const canaryScript = `"use strict";
const https = require("https");

exports.handler = () =>
  new Promise((resolve, reject) => {
    const url = process.env.URL;
    const headers = { "User-Agent": "standfast-canary" };
    const request = https.get(url, { timeout: 10000, agent: false, headers }, (response) => {
      response.resume();
      response.on("end", () =>
        response.statusCode === 200 ? resolve("200") : reject(new Error(url + " answered " + response.statusCode)),
      );
    });
    request.on("timeout", () => request.destroy(new Error(url + " did not answer within 10 s")));
    request.on("error", reject);
  });
`;
