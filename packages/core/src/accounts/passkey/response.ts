import { z } from "zod";

/** Most characters of a field. Responses have a few hundred, attestations of some devices a few thousand. */
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
});

/** Accepts a response as JSON text, as a form sends it, and as an object. */
const orText = <Shape extends z.ZodType>(shape: Shape) =>
  z.preprocess((sent, context) => {
    if (typeof sent !== "string") return sent;
    try {
      const parsed: unknown = JSON.parse(sent.slice(0, 4 * mostCharacters));
      return parsed;
    } catch {
      context.addIssue("The browser's response could not be read.");
      return z.NEVER;
    }
  }, shape);

/** Result of `startRegistration` of @simplewebauthn/browser. */
export const RegistrationResponse = orText(
  Common.extend({
    response: z.object({
      clientDataJSON: Bytes,
      attestationObject: Bytes,
      transports: z.array(z.string().max(20)).max(10).default([]),
    }),
  }),
);

/** Result of `startAuthentication` of @simplewebauthn/browser. */
export const AuthenticationResponse = orText(
  Common.extend({
    response: z
      .object({
        clientDataJSON: Bytes,
        authenticatorData: Bytes,
        signature: Bytes,
        userHandle: z.string().max(200).nullish(),
      })
      .transform(({ userHandle, ...rest }) => ({ ...rest, ...(userHandle && { userHandle }) })),
  }),
);
