import { z } from "zod";
import { Color } from "../accent";

const longest = (length: number) => z.string().trim().max(length, `Use at most ${length} characters.`);
const line = (length: number) =>
  longest(length).regex(/^[^<>\p{Cc}]*$/u, "Write it in one line, without < and >.");

/** Name, contact and company of the shop. An empty field is not shown. */
export const identity = z.object({
  /** Name of the shop; empty: the name that the deployment gives it. */
  name: line(60)
    .regex(/^[^"\\]*$/, 'Leave out the characters " and \\.')
    .default(""),
  /** Accent color, such as "#1d5c47"; empty: the color of the style sheet. Shades of it are made readable. */
  accent: Color.or(z.literal("")).default(""),
  /** Company or person that sells. */
  legalName: line(120).default(""),
  /** Address of the company, in lines. */
  address: longest(400)
    .regex(/^[^<>]*$/, "Leave out the characters < and >.")
    .transform((text) => text.replaceAll(/\r\n?/g, "\n"))
    .default(""),
  /** Address to which customers write. */
  email: z.email("Enter an email address, such as hello@example.com.").max(254).or(z.literal("")).default(""),
  phone: longest(40)
    .regex(/^[+\d][\d ()./-]{4,}$|^$/, "Enter a phone number, such as +49 30 1234567.")
    .default(""),
  /** Number of the company in a public register. */
  companyNumber: line(60).default(""),
});
