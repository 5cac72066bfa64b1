import { Text } from "#platform/text";

/**
 * One plain email address in its one spelling, so that a person has one account. An address that looks like another
 * one or hides a second one is refused.
 */
export const Email = Text.email("Enter one email address like name@example.com.").transform((text) =>
  text.toLowerCase(),
);
