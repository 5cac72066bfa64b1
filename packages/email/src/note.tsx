import { Text } from "@react-email/text";
import type { CSSProperties } from "react";
import { Paragraphs, paragraph, Sheet } from "./sheet";

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
export function Note({ shop, heading, paragraphs, code, button, foot }: NoteProps) {
  return (
    <Sheet shop={shop} heading={heading} preview={paragraphs[0] ?? heading} action={button} foot={foot}>
      <Paragraphs paragraphs={paragraphs} />
      {code && <Text style={digits}>{code}</Text>}
    </Sheet>
  );
}

const digits: CSSProperties = { ...paragraph, fontSize: "32px", fontWeight: 600, letterSpacing: "0.2em" };
