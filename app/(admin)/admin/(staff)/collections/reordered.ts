/**
 * Returns the chosen products after a button of the form was pressed: `add:`, `remove:`, `up:`, `down:` or `top:` with an
 * id. Any other button changes nothing.
 */
export function reordered(ids: string[], intent: string): string[] {
  const [task, id = ""] = intent.split(":");
  const others = ids.filter((one) => one !== id);
  const at = ids.indexOf(id);
  if (task === "add") return id && at < 0 ? [...ids, id] : ids;
  if (at < 0) return ids;
  if (task === "remove") return others;
  if (task === "top") return [id, ...others];
  if (task === "up") return others.toSpliced(Math.max(0, at - 1), 0, id);
  if (task === "down") return others.toSpliced(at + 1, 0, id);
  return ids;
}
