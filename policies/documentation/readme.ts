import { sections } from "./tables";

const begin = (name: string): string => `<!-- begin ${name}: written by documentation/write.ts -->`;
const end = (name: string): string => `<!-- end ${name} -->`;

/**
 * The README with its generated sections as the rules say them now.
 * @throws {Error} when a section's markers are missing.
 */
export function withSections(readme: string): string {
  return Object.entries(sections()).reduce((text, [name, section]) => {
    const [from, to] = [text.indexOf(begin(name)), text.indexOf(end(name))];
    if (from < 0 || to < from) throw new Error(`the README has no place for the section ${name}`);
    return [
      text.slice(0, from),
      begin(name),
      "\n<!-- prettier-ignore-start -->\n",
      section,
      "\n<!-- prettier-ignore-end -->\n",
      text.slice(to),
    ].join("");
  }, readme);
}
