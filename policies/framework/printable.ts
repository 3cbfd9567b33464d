/**
 * Names come from the program, and whoever reads them reads them on a terminal or a page. A control character there could
 * colour, move or overwrite what stands beside it, and a bidirectional or invisible one show another name than the plan
 * holds (https://trojansource.codes): each is written out by its code point instead.
 */
const UNPRINTABLE =
  // C0 and C1 controls, soft hyphen, Arabic letter mark, Mongolian vowel separator, zero-width and bidirectional
  // marks, line and paragraph separators, invisible operators and isolates, the byte order mark, and tag characters.
  /[\p{Cc}\u00AD\u061C\u180E\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]|[\u{E0000}-\u{E007F}]|\p{Cs}/gu;

/** `text` on one line, with every character that cannot be seen as `\u{…}`. */
export function printable(text: string): string {
  return text.replace(
    UNPRINTABLE,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}}`,
  );
}
