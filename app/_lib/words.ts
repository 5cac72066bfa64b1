/** Returns the message for a code in the URL, or undefined. The URL is untrusted: it may contain "constructor". */
export const wordsFor = (words: Record<string, string>, word: unknown): string | undefined =>
  typeof word === "string" && Object.hasOwn(words, word) ? words[word] : undefined;
