import { printable } from "../printable";

/** Names come from the program: they must not become tables, markup, entities, links or mentions of people. */
export function escapeMarkdown(text: string): string {
  return printable(text)
    .replace(/[\\|*_`<>[\]#~]/g, "\\$&")
    .replace(/&/g, "&amp;")
    .replace(/@/g, "&#64;");
}
