import { Text } from "#platform/text";

/**
 * Email address in its normalized spelling, so that a person has one account. An address that imitates another one or
 * hides a second one is rejected.
 */
export const Email = Text.email("Enter one email address like name@example.com.").transform((text) =>
  text.toLowerCase(),
);
