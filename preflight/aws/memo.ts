/** Makes every further question with the same words share the first one's answer, while it is under way as well. */
export function memoized<A extends readonly string[], T>(
  ask: (...words: A) => Promise<T>,
): (...words: A) => Promise<T> {
  const answers = new Map<string, Promise<T>>();
  return (...words) => {
    const key = words.join("\n");
    const answer = answers.get(key) ?? ask(...words);
    answers.set(key, answer);
    return answer;
  };
}
