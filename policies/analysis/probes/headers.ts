import type { ProbeRequest } from "./types";

/** Whether a request may have a header that is not among those known of it. @param name in lower case. */
export function mayHave({ otherHeaders, headers, userAgent }: ProbeRequest, name: string): boolean {
  if (headers.has(name)) return true;
  if (name === "user-agent") return userAgent !== "none";
  if (otherHeaders === "none") return false;
  return otherHeaders === "any" || otherHeaders.namedIn.toLowerCase().includes(name);
}
