import { Text } from "@react-email/text";
import type { Content } from "@securecart/core/order-email";
import type { CSSProperties } from "react";
import { breaks, Layout, muted, Paragraphs, paragraph } from "./layout";
import { buttonOf, type OrderText } from "./order-text";

/** Renders an email about an order. */
export function OrderEmail({ content, text }: { content: Content; text: Omit<OrderText, "subject"> }) {
  const { shop, look, name, link, rows } = content;
  const { heading, paragraphs, listed } = text;
  const { label, foot } = buttonOf(content, text);
  return (
    <Layout
      shop={shop}
      look={look}
      heading={heading}
      preview={paragraphs[0] ?? heading}
      action={{ label, href: link }}
      foot={foot}
    >
      <Text style={paragraph}>{`Hello ${name},`}</Text>
      <Paragraphs paragraphs={paragraphs} />
      {listed && <Rows rows={rows} />}
    </Layout>
  );
}

function Rows({ rows }: Pick<Content, "rows">) {
  return (
    <table className="rows" style={{ width: "100%", borderCollapse: "collapse", margin: "8px 0 24px" }}>
      <tbody>
        {rows.map(({ label, value, look }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an email is drawn once, and two rows may say the same
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

const cell: CSSProperties = {
  padding: "10px 0",
  borderBottom: "1px solid #ddd6cb",
  verticalAlign: "top",
  textAlign: "left",
  fontWeight: 400,
  ...breaks,
};
const cells: Record<Content["rows"][number]["look"], CSSProperties> = {
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
