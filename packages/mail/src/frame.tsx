import { Body } from "@react-email/body";
import { Button } from "@react-email/button";
import { Container } from "@react-email/container";
import { Head } from "@react-email/head";
import { Heading } from "@react-email/heading";
import { Html } from "@react-email/html";
import { Preview } from "@react-email/preview";
import { Text } from "@react-email/text";
import type { News } from "@securecart/core/notification";
import type { CSSProperties } from "react";
import type { Words } from "./letters";

/** One column that fits a phone. Styles stand inline, where mail programs read them; the dark ones cannot. */
export function Frame({ news, words }: { news: News; words: Omit<Words, "subject"> }) {
  const { shop, name, number, link, rows } = news;
  const { heading, paragraphs, listed } = words;
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
          <Text style={paragraph}>{`Hello ${name},`}</Text>
          {paragraphs.map((words) => (
            <Text key={words} style={paragraph}>
              {words}
            </Text>
          ))}
          {listed && <Rows rows={rows} />}
          <Button className="button" href={link} style={button}>
            See your order
          </Button>
          <Text className="muted" style={{ ...paragraph, ...muted, margin: "32px 0 0" }}>
            {`Order ${number}. Keep this letter to yourself: whoever has its link can see your order.`}
          </Text>
        </Container>
      </Body>
    </Html>
  );
}

function Rows({ rows }: Pick<News, "rows">) {
  return (
    <table className="rows" style={{ width: "100%", borderCollapse: "collapse", margin: "8px 0 24px" }}>
      <tbody>
        {rows.map(({ label, value, look }, i) => (
          <tr key={i}>
            <th scope="row" className={look === "quiet" ? "muted" : undefined} style={cells[look]}>
              {label}
            </th>
            <td className={look === "quiet" ? "muted" : undefined} style={{ ...cells[look], ...valueCell }}>
              {value}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export const page: CSSProperties = {
  margin: 0,
  backgroundColor: "#f6f3ee",
  color: "#24211d",
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif",
  fontSize: "16px",
  lineHeight: "1.5",
};
/** A name may be one word of a hundred letters; a phone is not that wide. */
const breaks: CSSProperties = { overflowWrap: "anywhere", wordBreak: "break-word" };
export const paragraph: CSSProperties = {
  fontSize: "16px",
  lineHeight: "1.5",
  margin: "0 0 16px",
  ...breaks,
};
export const muted: CSSProperties = { color: "#6a635a", fontSize: "14px" };
const cell: CSSProperties = {
  padding: "10px 0",
  borderBottom: "1px solid #ddd6cb",
  verticalAlign: "top",
  textAlign: "left",
  fontWeight: 400,
  ...breaks,
};
const cells: Record<News["rows"][number]["look"], CSSProperties> = {
  plain: cell,
  total: { ...cell, fontWeight: 600, borderBottom: 0 },
  quiet: { ...cell, ...muted, padding: "0 0 10px", borderBottom: 0 },
};
const valueCell: CSSProperties = {
  paddingLeft: "16px",
  textAlign: "right",
  whiteSpace: "nowrap",
  wordBreak: "normal",
};
export const button: CSSProperties = {
  backgroundColor: "#1f5c4a",
  color: "#ffffff",
  padding: "14px 24px",
  borderRadius: "8px",
  fontWeight: 600,
  textDecoration: "none",
};

export const dark = `@media (prefers-color-scheme: dark) {
.letter, .letter td, .letter th { background-color: #171614 !important; color: #f0ece5 !important; border-color: #3a3631 !important; }
.letter .muted { color: #b0a89d !important; }
.letter .button { background-color: #8fd3bd !important; color: #10231c !important; }
}`;
