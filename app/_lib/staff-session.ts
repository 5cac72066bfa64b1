import { Shop } from "@securecart/core/shop";
import { type Role, Staff, type StaffMember } from "@securecart/core/staff";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { clientAddress } from "./client-address";

/** The `__Host-` prefix binds the cookie to this very origin; browsers accept it over HTTPS only. */
const cookieName = () => (Shop.secureCookies() ? "__Host-staff" : "staff");

const attributes = () =>
  ({ path: "/", httpOnly: true, sameSite: "strict", secure: Shop.secureCookies() }) as const;

/** Whoever of the staff is signed in, or null. `quiet` asks without counting as use of the session. */
export async function readStaff({ quiet = false } = {}): Promise<StaffMember | null> {
  const token = (await cookies()).get(cookieName())?.value;
  return token ? Staff.session({ token, quiet }) : null;
}

const readOnce = cache(() => readStaff());

/**
 * The one gate of the back office: each page and each action passes it by itself. Whoever is not signed in, or has not
 * the role, is led to the sign-in; `from` is where they come back to.
 */
export async function requireStaff({ role = "owner" as Role, from = "" } = {}): Promise<StaffMember> {
  const staff = await readOnce();
  if (staff?.roles.includes(role)) return staff;
  redirect(from ? `/admin/sign-in?from=${encodeURIComponent(from)}` : "/admin/sign-in");
}

/** Signs in; a session that this browser had before is over. Throws `staff.refused` and `throttle.too_many`. */
export async function beginStaff(credentials: { email: string; password: string }) {
  const origin = (await clientAddress())?.slice(0, 100) ?? "unknown";
  const { token } = await Staff.signIn({ ...credentials, origin });
  await endStaff();
  (await cookies()).set(cookieName(), token, { ...attributes(), maxAge: Staff.sessionSeconds });
}

export async function endStaff() {
  const jar = await cookies();
  const token = jar.get(cookieName())?.value;
  if (token) await Staff.signOut({ token });
  jar.set(cookieName(), "", { ...attributes(), maxAge: 0 });
}
