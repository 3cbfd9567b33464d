/** Characters that no reader sees but that change what is seen, or that XML forbids: controls, and turns of direction. */
const unseen = /(?![\t\n])[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Text as it may stand in HTML or XML, attributes included. */
export function escapeMarkup(text: string): string {
  return text
    .replace(unseen, "\ufffd")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
