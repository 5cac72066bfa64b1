/** Personal data and secrets that have a recognizable shape. Names and streets have none: never pass them to a log. */
const shapes: [RegExp, string][] = [
  [/[^\s@"'<>(),:;=]+@[^\s@"'<>(),:;=]+\.[a-z]{2,}/gi, "[email]"],
  [/\b(?:sk|rk|pk|whsec)_[A-Za-z0-9_]{8,}/g, "[secret]"],
  [/\b(ord_[0-9A-Z]{26})-[\w-]{26}/g, "$1-[signature]"],
  [/\bcrt_[0-9A-Z]{26}(?:[.-][\w-]+)?/g, "[cart]"],
  [/\b(?:\d[ -]?){12,18}\d\b/g, "[number]"],
  [/\+\d(?:[ ()./-]*\d){6,14}/g, "[phone]"],
];

/** Masks email addresses, secrets, cart ids, signatures, card numbers and phone numbers in a text. */
export const redact = (text: string) =>
  shapes.reduce((left, [shape, mask]) => left.replace(shape, mask), text);
