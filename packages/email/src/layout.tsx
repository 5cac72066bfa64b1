import { Body } from "@react-email/body";
import { Button } from "@react-email/button";
import { Container } from "@react-email/container";
import { Head } from "@react-email/head";
import { Heading } from "@react-email/heading";
import { Html } from "@react-email/html";
import { Preview } from "@react-email/preview";
import { Text } from "@react-email/text";
import type { Look } from "@securecart/core/shop";
import type { CSSProperties, ReactNode } from "react";

type LayoutProps = {
  shop: string;
  look: Look;
  heading: string;
  /** Text that a mailbox shows next to the subject. */
  preview: string;
  /** Button with its link, if the email has one. */
  action?: { label: string; href: string } | undefined;
  /** Small print at the end. */
  foot: string;
  /** Link in the small print that ends further emails. */
  stop?: { label: string; href: string } | undefined;
  children: ReactNode;
};

/**
 * Renders the frame of every email: one column that fits a phone. Styles are inline, because email programs read them
 * there; the dark ones cannot be.
 */
export function Layout({ shop, look, heading, preview, action, foot, stop, children }: LayoutProps) {
  const { light, dark } = look.colors;
  return (
    <Html lang="en" dir="ltr">
      <Head>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{heading}</title>
        <style>{darkStyle(dark)}</style>
      </Head>
      <Body className="email" style={page}>
        <Preview>{preview}</Preview>
        <Container style={{ maxWidth: "560px", padding: "32px 24px" }}>
          <Text style={{ ...paragraph, margin: "0 0 24px", fontWeight: 600 }}>
            {look.logo ? <Logo {...look.logo} alt={shop} /> : shop}
          </Text>
          <Heading as="h1" style={{ fontSize: "26px", lineHeight: "1.25", margin: "0 0 16px" }}>
            {heading}
          </Heading>
          {children}
          {action && (
            <Button
              className="button"
              href={action.href}
              style={{ ...button, backgroundColor: light.accent, color: light.on }}
            >
              {action.label}
            </Button>
          )}
          <Text className="muted" style={{ ...paragraph, ...muted, margin: "32px 0 0" }}>
            {foot}
            {stop && (
              <>
                {" "}
                <a href={stop.href} className="muted" style={muted}>
                  {stop.label}
                </a>
              </>
            )}
          </Text>
        </Container>
      </Body>
    </Html>
  );
}

type LogoProps = NonNullable<Look["logo"]> & { alt: string };

/** Renders the logo; an email program that shows no pictures shows the name of the shop. */
const Logo = ({ src, width, height, alt }: LogoProps) => (
  <img
    className="logo"
    src={src}
    width={width}
    height={height}
    alt={alt}
    style={{ display: "block", borderRadius: "4px", outline: "none", border: 0 }}
  />
);

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
  padding: "14px 24px",
  borderRadius: "8px",
  fontWeight: 600,
  textDecoration: "none",
};

const darkStyle = ({ accent, on }: Look["colors"]["dark"]) => `@media (prefers-color-scheme: dark) {
.email, .email td, .email th { background-color: #171614 !important; color: #f0ece5 !important; border-color: #3a3631 !important; }
.email .muted { color: #b0a89d !important; }
.email .button { background-color: ${accent} !important; color: ${on} !important; }
.email .logo { background-color: #ffffff !important; }
}`;
