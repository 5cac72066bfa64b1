import { Money } from "../money";
import type { OrderView } from "../order";
import { OrderAccess } from "../order-access";
import { Pricing } from "../pricing";
import { Shop } from "../shop";

type Text = { subject: string; heading: string; paragraphs: string[]; listed: boolean };

/** What we write to customers, by kind. Each is one subject, an HTML and a text body with the same words. */
export const letters = {
  received: (order: OrderView) =>
    letter(order, {
      subject: `We have your order ${order.number}`,
      heading: "Thank you for your order",
      paragraphs: [
        `Hello ${order.contact.name},`,
        `we have your order${order.totals.total === 0 ? "" : " and your payment is authorized"}. We write again as soon as it is on its way.`,
      ],
      listed: true,
    }),
  paid: (order: OrderView) =>
    letter(order, {
      subject: `Payment received for order ${order.number}`,
      heading: "Your payment is complete",
      paragraphs: [
        `Hello ${order.contact.name},`,
        order.totals.total === 0
          ? `there is nothing to pay for your order ${order.number}.`
          : `we received ${amount(order, order.totals.total)} for your order ${order.number}.`,
      ],
      listed: true,
    }),
  canceled: (order: OrderView) =>
    letter(order, {
      subject: `Order ${order.number} is canceled`,
      heading: "Your order is canceled",
      paragraphs: [`Hello ${order.contact.name},`, "your order is canceled and nothing was charged."],
      listed: false,
    }),
  in_review: (order: OrderView) =>
    letter(order, {
      subject: `We are looking at your order ${order.number}`,
      heading: "A moment, please",
      paragraphs: [
        `Hello ${order.contact.name},`,
        "a person looks at your order before we pack it, usually within a day. Nothing has been charged yet.",
      ],
      listed: false,
    }),
  shipped: (order: OrderView) =>
    letter(order, {
      subject: `Your order ${order.number} is on its way`,
      heading: "Your order is on its way",
      paragraphs: [
        `Hello ${order.contact.name},`,
        order.shipment?.tracking
          ? `we handed your order to ${order.shipment.carrier}. Its tracking number is ${order.shipment.tracking}.`
          : `we handed your order to ${order.shipment?.carrier ?? "the carrier"}.`,
      ],
      listed: true,
    }),
  delivered: (order: OrderView) =>
    letter(order, {
      subject: `Your order ${order.number} has arrived`,
      heading: "Your order has arrived",
      paragraphs: [`Hello ${order.contact.name},`, "your order was delivered. We hope you enjoy it."],
      listed: false,
    }),
  canceled_refunded: (order: OrderView) =>
    letter(order, {
      subject: `Order ${order.number} is canceled, your money is on its way back`,
      heading: "Your order is canceled",
      paragraphs: [
        `Hello ${order.contact.name},`,
        `your order is canceled and ${amount(order, order.totals.total)} is on its way back to you. ${order.timeline.at(-1)?.cause ?? ""}`,
        "Depending on your bank it takes a few days until you see it.",
      ],
      listed: false,
    }),
  refunded: (order: OrderView, refundId?: string) => {
    const back = order.refunds.find((refund) => refund.refundId === refundId)?.amount ?? order.refunded;
    return letter(order, {
      subject: `A refund for order ${order.number}`,
      heading: "Your refund is on its way",
      paragraphs: [
        `Hello ${order.contact.name},`,
        `we returned ${amount(order, back)} for your order ${order.number}.`,
        "Depending on your bank it takes a few days until you see it.",
      ],
      listed: false,
    });
  },
} satisfies Record<
  string,
  (order: OrderView, about?: string) => { subject: string; html: string; text: string }
>;

function letter(order: OrderView, { subject, heading, paragraphs, listed }: Text) {
  const link = `${Shop.url()}/orders/${OrderAccess.token(order.orderId)}`;
  const rows = listed ? rowsOf(order) : [];
  const text = [
    heading,
    "",
    ...paragraphs.flatMap((paragraph) => [paragraph, ""]),
    ...rows.map(([label, value]) => `${label}: ${value}`),
    ...(rows.length > 0 ? [""] : []),
    `See your order: ${link}`,
    "",
    Shop.name(),
  ].join("\n");
  return { subject, text, html: page(heading, paragraphs, rows, link) };
}

function rowsOf(order: OrderView): [string, string][] {
  const { totals, lines } = order;
  return [
    ...lines.map(({ name, title, quantity, total }): [string, string] => [
      `${quantity} × ${name}${title ? ` – ${title}` : ""}`,
      amount(order, total),
    ]),
    ...Pricing.rows(totals).map(({ label, amount: minor, free }): [string, string] => [
      label,
      free ? "Free" : amount(order, minor),
    ]),
  ];
}

/** Inline styles and a table: what mail programs understand. One column that fits a phone. */
function page(heading: string, paragraphs: string[], rows: [string, string][], link: string) {
  const cell = "padding:8px 0;border-bottom:1px solid #e7e2da;vertical-align:top";
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(heading)}</title></head>
<body style="margin:0;background:#f6f3ee;color:#24211d;font-family:system-ui,-apple-system,'Segoe UI',Roboto,sans-serif;font-size:16px;line-height:1.5">
<div style="max-width:560px;margin:0 auto;padding:32px 24px">
<p style="margin:0 0 24px;font-weight:600">${escapeHtml(Shop.name())}</p>
<h1 style="font-size:24px;line-height:1.25;margin:0 0 16px">${escapeHtml(heading)}</h1>
${paragraphs.map((paragraph) => `<p style="margin:0 0 16px">${escapeHtml(paragraph)}</p>`).join("\n")}
${rows.length > 0 ? `<table role="presentation" style="width:100%;border-collapse:collapse;margin:8px 0 24px">${rows.map(([label, value]) => `<tr><td style="${cell}">${escapeHtml(label)}</td><td style="${cell};text-align:right;white-space:nowrap">${escapeHtml(value)}</td></tr>`).join("")}</table>` : ""}
<p style="margin:0"><a href="${escapeHtml(link)}" style="display:inline-block;background:#1f5c4a;color:#ffffff;text-decoration:none;padding:12px 20px;border-radius:8px">See your order</a></p>
</div></body></html>`;
}

/** What is taken off carries the sign that people write. */
const amount = ({ currency }: OrderView, minor: number) =>
  minor < 0 ? `−${Money.format(-minor, currency)}` : Money.format(minor, currency);

/** A name may hold anything; in a letter it is only ever text. */
const escapeHtml = (text: string) =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
