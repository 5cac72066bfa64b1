import { Text } from "@react-email/text";
import type { CSSProperties } from "react";
import { Layout, Paragraphs, paragraph } from "./layout";

export type AccountEmailProps = {
  shop: string;
  heading: string;
  paragraphs: string[];
  /** Six digits for the reader to type. */
  code?: string | undefined;
  button?: { label: string; href: string } | undefined;
  /** Small print at the end. */
  foot: string;
};

/** Renders an email about an account, or an invitation. */
export function AccountEmail({ shop, heading, paragraphs, code, button, foot }: AccountEmailProps) {
  return (
    <Layout shop={shop} heading={heading} preview={paragraphs[0] ?? heading} action={button} foot={foot}>
      <Paragraphs paragraphs={paragraphs} />
      {code && <Text style={digits}>{code}</Text>}
    </Layout>
  );
}

const digits: CSSProperties = { ...paragraph, fontSize: "32px", fontWeight: 600, letterSpacing: "0.2em" };
