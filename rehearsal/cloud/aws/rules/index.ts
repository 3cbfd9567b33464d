import type { Rule } from "../rule";

/** Every rule, in the order in which they are asked. */
export const rules: readonly Rule[] = [];
