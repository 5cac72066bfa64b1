import { Session } from "@securecart/core/session";
import { Staff } from "@securecart/core/staff";
import { customer } from "@securecart/core/test/accounts";
import { newStaffMember } from "../staff";
import type { Person } from "./matrix";

type Begin = Pick<Parameters<typeof Session.begin>[0], "subject" | "audience" | "methods">;

/**
 * Creates an account for each person of the matrix. `cookieOf` opens a new session each time, because some responses
 * end it.
 */
export async function cast() {
  const staff = new Map<string, string>();
  for (const role of Staff.roles) staff.set(role, (await newStaffMember(role)).staffId);
  const { staffId: half } = await newStaffMember("owner");
  const { customerId } = await customer();
  const cookie = async (name: string, begin: Begin) =>
    `${name}=${(await Session.begin({ ...begin, device: "A program", origin: "203.0.113.1" })).token}`;
  const cookieOf = async (person: Person): Promise<string> => {
    const admin = { audience: "office", subject: staff.get(person) ?? half } as const;
    if (person === "anonymous") return "";
    if (person === "shopper")
      return cookie("session", { subject: customerId, audience: "shop", methods: ["password"] });
    if (person === "password only") return cookie("staff", { ...admin, methods: ["password"] });
    return cookie("staff", { ...admin, methods: ["password", "totp"] });
  };
  return { cookieOf, customerId };
}
