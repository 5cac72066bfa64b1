/** Returns the message for a code in the URL, or undefined. The URL is untrusted: it may contain "constructor". */
export const messageFor = (messages: Record<string, string>, code: unknown): string | undefined =>
  typeof code === "string" && Object.hasOwn(messages, code) ? messages[code] : undefined;
