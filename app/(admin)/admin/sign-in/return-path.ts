/** Returns `from` when it is a page of the admin to return to after the sign-in, else the admin's start page. */
export function returnPath(from: unknown): string {
  const home = "/admin";
  if (typeof from !== "string" || from.length > 300) return home;
  if (from.startsWith("/admin/sign-in") || from.startsWith("/admin/invitation")) return home;
  return /^\/admin\/[\w/?=&.:%~-]*$/.test(from) ? from : home;
}
