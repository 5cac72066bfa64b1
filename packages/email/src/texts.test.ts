import { type EmailKind, type EmailWords, Settings } from "@securecart/core/settings";
import { expect, test } from "vitest";
import { composeAccount, composeOrder } from "./index";
import { EmailTexts } from "./texts";

const kinds = Settings.emailKinds;

test.each(kinds)("the usual text of %s can be saved as it is, and then says the same", (kind) => {
  const words = EmailTexts.usualWords(kind);
  const saved = Settings.parse("emails", { [kind]: words })[kind];
  expect(saved).toEqual(words);
  const shown = (own: EmailWords | null) => {
    const { paragraphs, ...rest } = EmailTexts.preview(kind, "The Shop", own);
    return { ...rest, text: paragraphs.join(" ") };
  };
  expect(shown(saved)).toEqual(shown(null));
});

const words = {
  subject: "Order {number}",
  heading: "Dear {name}",
  body: "From {shop}.\n\nTracking: {tracking}.",
};
const shipped = (more = {}, own = words) => ({
  ...EmailTexts.sampleOrder("shipped", "The Shop", "https://shop.example/orders/one", own),
  ...more,
});

test("a merchant's text has values for its placeholders, in HTML and in plain text", async () => {
  const { subject, html, text } = await composeOrder(shipped());
  expect(subject).toBe("Order SC-7K2Q9MXA");
  for (const part of ["Dear Ada Lovelace", "From The Shop.", "Tracking: PP-123456."]) {
    expect(html).toContain(part);
    expect(text).toContain(part);
  }
});

test("a paragraph with a placeholder that has no value is left out", async () => {
  const { text } = await composeOrder(shipped({ shipment: null }));
  expect(text).toContain("From The Shop.");
  expect(text).not.toContain("Tracking");
});

test("hostile text and hostile values are only ever text", async () => {
  const hostile = {
    ...words,
    heading: "<script>alert(1)</script>",
    body: "<img src=x onerror=alert(2)> {name}",
  };
  const { html } = await composeOrder(shipped({ name: "{number}<b>" }, hostile));
  expect(html).not.toContain("<script>alert");
  expect(html).not.toContain("<img src=x");
  expect(html).toContain("{number}&lt;b&gt;");
});

test("an email with a code keeps its code and its warning, whatever the merchant writes", async () => {
  const own = { subject: "Hi", heading: "Hi", body: "Come in." };
  const content = EmailTexts.sampleAccount("sign_in", "The Shop", "https://shop.example/sign-in", own);
  const { text } = await composeAccount(content);
  for (const part of ["Come in.", "204618", "will ever ask you for this code"]) expect(text).toContain(part);
});

test.each<[EmailKind, string]>([
  ["delivered", "Your parcel {tracking}"],
  ["sign_in", "{number}"],
  ["paid", "{Total}"],
])("the text of %s is refused with %s, and the error names what it has", (kind, body) => {
  const { error } = Settings.groups.emails.safeParse({
    [kind]: { ...words, heading: "x", subject: "x", body },
  });
  expect(error?.issues[0]).toMatchObject({
    path: [kind, "body"],
    message: expect.stringMatching(/^This email has no \{\w+\}\. Use \{shop\}, /),
  });
});
