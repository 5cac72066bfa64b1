import { Body } from "@react-email/body";
import { Button } from "@react-email/button";
import { Container } from "@react-email/container";
import { Head } from "@react-email/head";
import { Heading } from "@react-email/heading";
import { Html } from "@react-email/html";
import { Preview } from "@react-email/preview";
import { Text } from "@react-email/text";
import type { CSSProperties } from "react";
import { button, dark, muted, page, paragraph } from "./frame";

export type NoteProps = {
  shop: string;
  heading: string;
  paragraphs: string[];
  /** Six digits to type. */
  code?: string | undefined;
  button?: { label: string; href: string } | undefined;
  /** What stands below, in small letters. */
  foot: string;
};

/** A letter that is about no order. */
export function Note({ shop, heading, paragraphs, code, button: action, foot }: NoteProps) {
  return (
    <Html lang="en" dir="ltr">
      <Head>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{heading}</title>
        <style>{dark}</style>
      </Head>
      <Body className="letter" style={page}>
        <Preview>{paragraphs[0] ?? heading}</Preview>
        <Container style={{ maxWidth: "560px", padding: "32px 24px" }}>
          <Text style={{ ...paragraph, margin: "0 0 24px", fontWeight: 600 }}>{shop}</Text>
          <Heading as="h1" style={{ fontSize: "26px", lineHeight: "1.25", margin: "0 0 16px" }}>
            {heading}
          </Heading>
          {paragraphs.map((words) => (
            <Text key={words} style={paragraph}>
              {words}
            </Text>
          ))}
          {code && <Text style={digits}>{code}</Text>}
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

const digits: CSSProperties = { ...paragraph, fontSize: "32px", fontWeight: 600, letterSpacing: "0.2em" };
