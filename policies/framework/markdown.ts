/** Names come from the program: they must not become tables, markup, links or mentions of people. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\|*_`<>[\]#]/g, "\\$&")
    .replace(/@/g, "&#64;")
    .replace(/\r?\n/g, " ");
}
