import { z } from "zod";

/** A browser's answer is a few hundred bytes; attestations of some devices a few thousand. */
const mostCharacters = 20_000;

const Bytes = z
  .string()
  .max(mostCharacters)
  .regex(/^[\w-]+$/);
const Id = Bytes.max(1400); // WebAuthn allows 1,023 bytes

const Common = z.object({
  id: Id,
  rawId: Id,
  type: z.literal("public-key"),
  clientExtensionResults: z.record(z.string(), z.unknown()).default({}),
  authenticatorAttachment: z.enum(["platform", "cross-platform"]).nullish().catch(undefined),
});

/** A form sends the answer as text, a script as an object. */
const orText = <Shape extends z.ZodType>(shape: Shape) =>
  z.preprocess((sent, context) => {
    if (typeof sent !== "string") return sent;
    try {
      return JSON.parse(sent.slice(0, 4 * mostCharacters)) as unknown;
    } catch {
      context.addIssue("The browser's answer could not be read.");
      return z.NEVER;
    }
  }, shape);

/** What `startRegistration` of @simplewebauthn/browser answers. */
export const RegistrationResponse = orText(
  Common.extend({
    response: z.object({
      clientDataJSON: Bytes,
      attestationObject: Bytes,
      transports: z.array(z.string().max(20)).max(10).optional(),
    }),
  }),
);

/** What `startAuthentication` of @simplewebauthn/browser answers. */
export const AuthenticationResponse = orText(
  Common.extend({
    response: z.object({
      clientDataJSON: Bytes,
      authenticatorData: Bytes,
      signature: Bytes,
      userHandle: z.string().max(200).nullish(),
    }),
  }),
);
