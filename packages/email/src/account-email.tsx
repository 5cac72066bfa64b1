import { Text } from "@react-email/text";
import type { Look } from "@securecart/core/shop";
import type { CSSProperties } from "react";
import { Layout, Paragraphs, paragraph } from "./layout";

export type AccountEmailProps = {
  shop: string;
  look: Look;
  heading: string;
  paragraphs: string[];
  /** Six digits for the reader to type. */
  code?: string | undefined;
  button?: { label: string; href: string } | undefined;
  /** Small print at the end. */
  foot: string;
  /** Link in the small print that ends further emails. */
  stop?: { label: string; href: string } | undefined;
};

/** Renders an email about an account, or an invitation. */
export function AccountEmail({
  shop,
  look,
  heading,
  paragraphs,
  code,
  button,
  foot,
  stop,
}: AccountEmailProps) {
  return (
    <Layout {...{ shop, look, heading, foot, stop }} preview={paragraphs[0] ?? heading} action={button}>
      <Paragraphs paragraphs={paragraphs} />
      {code && <Text style={digits}>{code}</Text>}
    </Layout>
  );
}

const digits: CSSProperties = { ...paragraph, fontSize: "32px", fontWeight: 600, letterSpacing: "0.2em" };
