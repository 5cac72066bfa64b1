import { z } from "zod";

const message = "Enter one e-mail address like name@example.com.";

/**
 * One plain e-mail address in its one spelling, so that a person has one account. What looks like another address, hides
 * a second one or a line break in itself is refused.
 */
export const Email = z
  .string(message)
  .max(300, "An e-mail address has at most 254 characters.")
  .refine(
    (text) => !/[\p{Cc}\p{Cf}\u2028\u2029]/u.test(text),
    "The address has characters that do not print.",
  )
  .transform((text) => text.normalize("NFKC").trim().toLowerCase())
  .pipe(
    z
      .string()
      .max(254, "An e-mail address has at most 254 characters.")
      .refine(
        (text) => /^[\x20-\x7e]*$/.test(text),
        "This address has letters that look like others. Enter it with the plain letters a to z.",
      )
      .refine((text) => !/[,;<>()[\]"\\\s]/.test(text), message)
      .pipe(z.email(message)),
  );
