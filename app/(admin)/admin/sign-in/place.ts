/** Where somebody comes back to after the sign-in: a page of the back office and nothing else. */
export function placeIn(from: unknown): string {
  const home = "/admin";
  if (typeof from !== "string" || from.length > 300) return home;
  if (from.startsWith("/admin/sign-in") || from.startsWith("/admin/invitation")) return home;
  return /^\/admin\/[\w/?=&.:%~-]*$/.test(from) ? from : home;
}
