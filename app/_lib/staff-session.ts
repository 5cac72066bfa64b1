import { Shop } from "@securecart/core/shop";
import { type Duty, Staff, type StaffMember } from "@securecart/core/staff";
import { cookies } from "next/headers";
import { forbidden, redirect } from "next/navigation";
import { cache } from "react";
import { browserOf } from "./customer-session";

/** Returns the cookie's name. The `__Host-` prefix binds it to this origin; browsers accept it over HTTPS only. */
const cookieName = () => (Shop.secureCookies() ? "__Host-staff" : "staff");

const attributes = () =>
  ({ path: "/", httpOnly: true, sameSite: "strict", secure: Shop.secureCookies() }) as const;

const signInPage = "/admin/sign-in";
export const secondStepPage = "/admin/sign-in/second";
const confirmPage = "/admin/security/confirm";

/** Longest token, in characters; ours are shorter. */
const longestToken = 200;

/** Returns the token of this browser's session, "" when there is none or when it cannot be ours. */
export async function staffToken() {
  const token = (await cookies()).get(cookieName())?.value ?? "";
  return token.length <= longestToken ? token : "";
}

/** Returns the staff member who started to sign in, or null. With `quiet` the read does not extend the session. */
export async function readStaff({ quiet = false } = {}): Promise<StaffMember | null> {
  const token = await staffToken();
  return token ? Staff.session({ token, quiet }) : null;
}

const readOnce = cache(() => readStaff());

/** Returns the URL of a sign-in page with the path to return to afterwards. */
const back = (page: string, from: string) => (from ? `${page}?from=${encodeURIComponent(from)}` : page);

/** Returns the staff member once the password was entered, the second step or not. Only for the second step's pages. */
export async function requirePassword(from = ""): Promise<StaffMember> {
  return (await readOnce()) ?? redirect(back(signInPage, from));
}

type Member = { from?: string; fresh?: boolean };

/**
 * Returns the signed-in staff member, whatever their roles. Redirects to the sign-in page or to the second step when
 * one is missing. `fresh` requires the password again when it was last entered a while ago; `from` is the path to
 * return to.
 */
export async function requireSignedIn({ from = "", fresh = false }: Member = {}): Promise<StaffMember> {
  const staff = await requirePassword(from);
  if (!staff.complete) redirect(back(secondStepPage, from));
  if (fresh && !staff.fresh) redirect(back(confirmPage, from));
  return staff;
}

export type Gate = Member & { may: Duty };

/**
 * Authorizes the admin's pages and actions: each calls it with the duty it needs. A staff member whose roles do not
 * allow the duty gets the 403 page, and the attempt is recorded in the audit log.
 */
export async function requireStaff({ may, ...member }: Gate): Promise<StaffMember> {
  const staff = await requireSignedIn(member);
  if (Staff.may(staff.roles, may)) return staff;
  await Staff.refused(staff, may);
  forbidden();
}

/** Returns the client network and the device of a request, for rate limits and the session list. */
export async function clientOf() {
  const { origin, device } = await browserOf();
  return { origin, device };
}

/** Does the first step of the sign-in and ends the browser's earlier session. Throws what `Staff.signIn` throws. */
export async function beginStaff(credentials: { email: string; password: string }) {
  const { token } = await Staff.signIn({ ...credentials, ...(await clientOf()) });
  await endStaff();
  await keepStaff(token);
}

/** Stores a session in this browser. */
export async function keepStaff(token: string) {
  (await cookies()).set(cookieName(), token, { ...attributes(), maxAge: Staff.sessionSeconds });
}

export async function endStaff() {
  const token = await staffToken();
  if (token) await Staff.signOut({ token });
  (await cookies()).set(cookieName(), "", { ...attributes(), maxAge: 0 });
}
