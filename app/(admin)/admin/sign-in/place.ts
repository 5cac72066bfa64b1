/** Where somebody comes back to after the sign-in: a page of the back office and nothing else. */
export function placeIn(from: unknown): string {
  const home = "/admin/orders";
  if (typeof from !== "string" || from.length > 300) return home;
  return /^\/admin\/[\w/?=&.:%~-]*$/.test(from) && !from.startsWith("/admin/sign-in") ? from : home;
}
