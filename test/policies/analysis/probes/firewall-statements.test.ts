import { expect, test } from "@jest/globals";

import { statementMatches } from "../../../../policies/analysis/probes/firewall-statements";
import type { ProbeRequest } from "../../../../policies/analysis/probes/types";
import { Field } from "../../../../policies/framework/field";

const request: ProbeRequest = {
  from: { kind: "network" },
  protocol: "https",
  host: "www.example.com",
  port: 443,
  path: "/Health",
  method: "GET",
  userAgent: "none",
  headers: new Map([["x-proof", { text: "one", sources: [] }]]),
  otherHeaders: "none",
  verifiesCertificate: false,
  perFiveMinutes: 30,
};

const bytes = (fieldToMatch: object, positionalConstraint: string, searchString: string, type = "NONE") => ({
  byteMatchStatement: {
    fieldToMatch,
    positionalConstraint,
    searchString,
    textTransformations: [{ priority: 0, type }],
  },
});
const size = (fieldToMatch: object, comparisonOperator: string, bytesOfIt: number) => ({
  sizeConstraintStatement: { fieldToMatch, comparisonOperator, size: bytesOfIt },
});
const [path, body] = [{ uriPath: {} }, { body: { oversizeHandling: "MATCH" } }];
const header = (name: string) => ({ singleHeader: { name } });
const unsaid = { geoMatchStatement: { countryCodes: ["KP"] } };
const yes = bytes(path, "EXACTLY", "/Health");
const no = bytes(path, "EXACTLY", "/other");

test.each([
  ["the path as it is", yes, true],
  ["the path by case", bytes(path, "STARTS_WITH", "/health"), false],
  ["the path without case", bytes(path, "STARTS_WITH", "/health", "LOWERCASE"), true],
  ["the end of the path", bytes(path, "ENDS_WITH", "th"), true],
  ["a part of the path", bytes(path, "CONTAINS", "ealt"), true],
  ["a word of the path", bytes(path, "CONTAINS_WORD", "Health"), "unknown"],
  ["the method", bytes({ method: {} }, "EXACTLY", "POST"), false],
  ["the query string, which is empty", bytes({ queryString: {} }, "CONTAINS", "select"), false],
  ["the host", bytes(header("Host"), "ENDS_WITH", "example.com"), true],
  ["a header that is sent", bytes(header("X-Proof"), "EXACTLY", "one"), true],
  ["a header that is not sent", bytes(header("X-Other"), "EXACTLY", "one"), false],
  ["a User-Agent that is not sent", bytes(header("User-Agent"), "CONTAINS", "bot"), false],
  ["another part of the request", bytes({ ja3Fingerprint: {} }, "EXACTLY", "00"), "unknown"],
  ["a body above 8 KiB", size(body, "GT", 8192), false],
  ["a body of at most 8 KiB", size(body, "LE", 8192), true],
  ["a body below 8 KiB", size(body, "LT", 8192), true],
  ["a body of another size", size(body, "NE", 8192), true],
  ["an empty body", size(body, "EQ", 0), true],
  ["the size of the path", size(path, "GT", 3), "unknown"],
  ["a limit above the rate", { rateBasedStatement: { limit: 30 } }, false],
  ["a limit below the rate", { rateBasedStatement: { limit: 29 } }, true],
  ["a limit of a minute", { rateBasedStatement: { limit: 10, evaluationWindowSec: 60 } }, false],
  ["not what matches", { notStatement: { statements: [yes] } }, false],
  ["not what is not known", { notStatement: { statements: [unsaid] } }, "unknown"],
  ["both, of which one does not", { andStatement: { statements: [unsaid, no] } }, false],
  ["both, of which one is not known", { andStatement: { statements: [unsaid, yes] } }, "unknown"],
  ["either, of which one does", { orStatement: { statements: [unsaid, yes] } }, true],
  ["either, of which none does", { orStatement: { statements: [no, no] } }, false],
  ["nothing", {}, "unknown"],
])("%s", (_, statement, expected) => {
  expect(statementMatches(Field.of(statement), request)).toBe(expected);
});

test("a rate that is that of clients exceeds nothing", () => {
  const limit = Field.of({ rateBasedStatement: { limit: 10 } });
  expect(statementMatches(limit, { ...request, perFiveMinutes: undefined })).toBe(false);
});
