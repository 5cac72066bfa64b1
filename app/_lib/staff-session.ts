import { Shop } from "@securecart/core/shop";
import { type Duty, Staff, type StaffMember } from "@securecart/core/staff";
import { cookies } from "next/headers";
import { forbidden, redirect } from "next/navigation";
import { cache } from "react";
import { browserOf } from "./customer-session";

/** The `__Host-` prefix binds the cookie to this very origin; browsers accept it over HTTPS only. */
const cookieName = () => (Shop.secureCookies() ? "__Host-staff" : "staff");

const attributes = () =>
  ({ path: "/", httpOnly: true, sameSite: "strict", secure: Shop.secureCookies() }) as const;

const signInPage = "/admin/sign-in";
export const secondStepPage = "/admin/sign-in/second";
const confirmPage = "/admin/security/confirm";

/** The token of this browser's session, "" when there is none. */
export const staffToken = async () => (await cookies()).get(cookieName())?.value ?? "";

/** Whoever of the staff began to sign in, or null. `quiet` asks without counting as use of the session. */
export async function readStaff({ quiet = false } = {}): Promise<StaffMember | null> {
  const token = await staffToken();
  return token ? Staff.session({ token, quiet }) : null;
}

const readOnce = cache(() => readStaff());

/** Where somebody is led back to after a detour. */
const back = (page: string, from: string) => (from ? `${page}?from=${encodeURIComponent(from)}` : page);

/** Who knows the password, whether or not the second step is done: for the pages of the second step alone. */
export async function requireHalf(from = ""): Promise<StaffMember> {
  return (await readOnce()) ?? redirect(back(signInPage, from));
}

type Member = { from?: string; fresh?: boolean };

/**
 * Anybody of the staff, whatever their roles. Whoever is not signed in is led to the sign-in, whoever only knows the
 * password to the second step; `fresh` asks for the password again when that was a while ago. `from` is where they
 * come back to.
 */
export async function requireMember({ from = "", fresh = false }: Member = {}): Promise<StaffMember> {
  const staff = await requireHalf(from);
  if (!staff.complete) redirect(back(secondStepPage, from));
  if (fresh && !staff.fresh) redirect(back(confirmPage, from));
  return staff;
}

export type Gate = Member & { may: Duty };

/**
 * The one gate of the back office: each page and each action passes it by itself, with the duty that it is about. To
 * ask for what one's roles do not allow is refused with a page that says so, and is written down.
 */
export async function requireStaff({ may, ...member }: Gate): Promise<StaffMember> {
  const staff = await requireMember(member);
  if (Staff.may(staff.roles, may)) return staff;
  await Staff.refused(staff, may);
  forbidden();
}

/** Where a request comes from, as throttling and the list of sessions know it. */
export async function placeOf() {
  const { origin, device } = await browserOf();
  return { origin, device };
}

/** The first step; a session that this browser had before is over. Throws what `Staff.signIn` throws. */
export async function beginStaff(credentials: { email: string; password: string }) {
  const { token } = await Staff.signIn({ ...credentials, ...(await placeOf()) });
  await endStaff();
  await keepStaff(token);
}

/** This browser has this session from now on. */
export async function keepStaff(token: string) {
  (await cookies()).set(cookieName(), token, { ...attributes(), maxAge: Staff.sessionSeconds });
}

export async function endStaff() {
  const token = await staffToken();
  if (token) await Staff.signOut({ token });
  (await cookies()).set(cookieName(), "", { ...attributes(), maxAge: 0 });
}
