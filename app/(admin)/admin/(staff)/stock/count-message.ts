/** Returns the message about what a count changed. */
export function countMessage({ onHand, difference }: { onHand: number; difference: number }) {
  if (difference === 0) return `On hand is ${onHand}, as counted. There is no difference.`;
  const amount = Math.abs(difference);
  return `On hand is now ${onHand}, ${amount} ${difference > 0 ? "more" : "fewer"} than before.`;
}
