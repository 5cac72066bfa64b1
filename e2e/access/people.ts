import { Session } from "@securecart/core/session";
import { Staff } from "@securecart/core/staff";
import { customer } from "@securecart/core/test/accounts";
import { member } from "../staff";
import type { Person } from "./matrix";

type Begin = Pick<Parameters<typeof Session.begin>[0], "subject" | "audience" | "methods">;

/** Everybody in the matrix, with an account of their own. A session is opened for each question: some answers end it. */
export async function cast() {
  const staff = new Map<string, string>();
  for (const role of Staff.roles) staff.set(role, (await member(role)).staffId);
  const { staffId: half } = await member("owner");
  const { customerId } = await customer();
  const cookie = async (name: string, begin: Begin) =>
    `${name}=${(await Session.begin({ ...begin, device: "A program", origin: "203.0.113.1" })).token}`;
  const cookieOf = async (person: Person): Promise<string> => {
    const office = { audience: "office", subject: staff.get(person) ?? half } as const;
    if (person === "anonymous") return "";
    if (person === "shopper")
      return cookie("session", { subject: customerId, audience: "shop", methods: ["password"] });
    if (person === "password only") return cookie("staff", { ...office, methods: ["password"] });
    return cookie("staff", { ...office, methods: ["password", "totp"] });
  };
  return { cookieOf, customerId };
}
