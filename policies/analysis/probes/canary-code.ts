/**
 * What the code of a canary tells of its requests. It is readable where the program writes it out, as a text asset or an
 * object's content: what lies in a file or behind an address is no part of a plan.
 */
import type { PlannedResource } from "../../framework/planned";
import { BUCKET_OBJECT } from "../../resources";
import type { Links } from "./links";
import type { ProbeRequest, StatusRange } from "./types";

export interface CanaryCode {
  readonly userAgent: ProbeRequest["userAgent"];
  readonly urls: readonly string[];
  readonly accepts: readonly StatusRange[] | undefined;
  /** As it is: a header that it sends is named in it. */
  readonly text: string;
}

/** The code of `canary`; undefined when the plan does not show it. */
export function codeOf(links: Links, canary: PlannedResource): CanaryCode | undefined {
  const objects = ["s3Key", "s3Bucket"].flatMap((property) => links.from(canary, property, BUCKET_OBJECT));
  const texts = objects.flatMap(({ inputs }) => [
    ...inputs.at("content").texts(),
    ...inputs
      .at("source.assets")
      .keys()
      .flatMap((file) => inputs.at("source.assets").key(file).at("text").texts()),
  ]);
  return texts.length === 0 ? undefined : read(texts.join("\n"));
}

/** Clients that name themselves, by default or as browsers do. */
const NAMES_ITSELF =
  /\b(axios|got|node-fetch|undici|superagent|requests|urllib|httpx)\b|\bfetch\s*\(|playwright|puppeteer|selenium|executeHttpStep/i;
/** Node.js' own client, which sends no header that it is not given. https://nodejs.org/api/http.html#httprequesturl-options-callback */
const NODE_CLIENT = /\bhttps?(["']\s*\))?\s*\.\s*(get|request)\s*\(/;
const WANTS_200 = /status(Code)?\s*[!=]==?\s*200\b/;

function read(text: string): CanaryCode {
  const isNode = NODE_CLIENT.test(text);
  const hasHeaders = /\bheaders\b/i.test(text);
  return {
    userAgent: userAgentOf(text, isNode, hasHeaders),
    urls: [...text.matchAll(/["'`](https?:\/\/[^"'`$\s]+)["'`]/g)].map(([, url = ""]) => url),
    accepts: isNode || WANTS_200.test(text) ? [[200, WANTS_200.test(text) ? 200 : 299]] : undefined,
    text,
  };
}

function userAgentOf(text: string, isNode: boolean, hasHeaders: boolean): ProbeRequest["userAgent"] {
  if (/user-?agent/i.test(text)) return "program";
  if (NAMES_ITSELF.test(text)) return /playwright|puppeteer|selenium/i.test(text) ? "browser" : "program";
  // Headers that are made elsewhere may have it among them.
  return isNode && !hasHeaders ? "none" : "unknown";
}
