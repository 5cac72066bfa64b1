/** What is said for a word in an address, or nothing: anybody may write an address, and `constructor` is no word of ours. */
export const wordsFor = (words: Record<string, string>, word: unknown): string | undefined =>
  typeof word === "string" && Object.hasOwn(words, word) ? words[word] : undefined;
