import { Body } from "@react-email/body";
import { Button } from "@react-email/button";
import { Container } from "@react-email/container";
import { Head } from "@react-email/head";
import { Heading } from "@react-email/heading";
import { Html } from "@react-email/html";
import { Preview } from "@react-email/preview";
import { Text } from "@react-email/text";
import type { CSSProperties, ReactNode } from "react";

type LayoutProps = {
  shop: string;
  heading: string;
  /** Text that a mailbox shows next to the subject. */
  preview: string;
  /** Button with its link, if the email has one. */
  action?: { label: string; href: string } | undefined;
  /** Small print at the end. */
  foot: string;
  children: ReactNode;
};

/**
 * Renders the frame of every email: one column that fits a phone. Styles are inline, because email programs read them
 * there; the dark ones cannot be.
 */
export function Layout({ shop, heading, preview, action, foot, children }: LayoutProps) {
  return (
    <Html lang="en" dir="ltr">
      <Head>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{heading}</title>
        <style>{dark}</style>
      </Head>
      <Body className="email" style={page}>
        <Preview>{preview}</Preview>
        <Container style={{ maxWidth: "560px", padding: "32px 24px" }}>
          <Text style={{ ...paragraph, margin: "0 0 24px", fontWeight: 600 }}>{shop}</Text>
          <Heading as="h1" style={{ fontSize: "26px", lineHeight: "1.25", margin: "0 0 16px" }}>
            {heading}
          </Heading>
          {children}
          {action && (
            <Button className="button" href={action.href} style={button}>
              {action.label}
            </Button>
          )}
          <Text className="muted" style={{ ...paragraph, ...muted, margin: "32px 0 0" }}>
            {foot}
          </Text>
        </Container>
      </Body>
    </Html>
  );
}

export function Paragraphs({ paragraphs }: { paragraphs: string[] }) {
  return paragraphs.map((text) => (
    <Text key={text} style={paragraph}>
      {text}
    </Text>
  ));
}

const page: CSSProperties = {
  margin: 0,
  backgroundColor: "#f6f3ee",
  color: "#24211d",
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif",
  fontSize: "16px",
  lineHeight: "1.5",
};
/** Breaks long words: a name may be one word of a hundred letters, wider than a phone. */
export const breaks: CSSProperties = { overflowWrap: "anywhere", wordBreak: "break-word" };
export const paragraph: CSSProperties = {
  fontSize: "16px",
  lineHeight: "1.5",
  margin: "0 0 16px",
  ...breaks,
};
export const muted: CSSProperties = { color: "#6a635a", fontSize: "14px" };
const button: CSSProperties = {
  backgroundColor: "#1f5c4a",
  color: "#ffffff",
  padding: "14px 24px",
  borderRadius: "8px",
  fontWeight: 600,
  textDecoration: "none",
};

const dark = `@media (prefers-color-scheme: dark) {
.email, .email td, .email th { background-color: #171614 !important; color: #f0ece5 !important; border-color: #3a3631 !important; }
.email .muted { color: #b0a89d !important; }
.email .button { background-color: #8fd3bd !important; color: #10231c !important; }
}`;
