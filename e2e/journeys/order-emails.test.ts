import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import {
  cards,
  complaint,
  emailTo,
  expect,
  expectPaid,
  fillContact,
  orderUnpaid,
  payWith,
  putInCart,
  shopper,
  test,
  towels,
  urls,
} from "../fixtures";

const box = "Text me when it ships";
const onward = "Continue to delivery";

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("an SMS needs a valid phone number, and the choice is remembered", async ({ page }) => {
    await putInCart(page, towels.slug);
    await page.goto("/checkout/contact");
    await fillContact(page, shopper());
    await page.getByLabel(box).check();
    await page.getByLabel("Phone").fill("12");
    await page.getByRole("button", { name: onward }).click();
    await expect(complaint(page)).toContainText("with its country code");
    await expect(page.getByLabel(box)).toBeChecked();
    await page.getByLabel("Phone").fill("+1 555 010 0199");
    await page.getByRole("button", { name: onward }).click();
    await page.waitForURL(/\/checkout\/delivery/);
    await page.goto("/checkout/contact");
    await expect(page.getByLabel(box)).toBeChecked();
    await page.getByLabel(box).uncheck();
    await page.getByLabel("Phone").fill("");
    await page.getByRole("button", { name: onward }).click();
    await page.waitForURL(/\/checkout\/delivery/);
    await page.goto("/checkout/contact");
    await expect(page.getByLabel(box)).not.toBeChecked();
  });
});

test("a refused form keeps the checkbox as it was", async ({ page }) => {
  await putInCart(page, towels.slug);
  await page.goto("/checkout/contact");
  await fillContact(page, shopper());
  await page.getByLabel(box).check();
  await page.getByRole("button", { name: onward }).click();
  await expect(complaint(page)).toContainText("Enter the phone number that we may text");
  await expect(page.getByLabel(box)).toBeChecked();
  await expect(page.getByLabel("Email")).not.toHaveValue("");
});

test("a purchase has one trace from the browser to the email, and no log names the shopper", async ({
  page,
}) => {
  const who = shopper({ name: "Zerubbabel Quillfeather" });
  const trace = randomBytes(16).toString("hex");
  await page.setExtraHTTPHeaders({ traceparent: `00-${trace}-${trace.slice(16)}-01` });
  await orderUnpaid(page, towels.slug, who);
  await payWith(page, cards.good);
  await expectPaid(page);
  await emailTo(who.email, /Payment received/);
  const emails = await fetch(`${urls.control}/mailbox?to=${encodeURIComponent(who.email)}`);
  const traces = z.array(z.object({ headers: z.record(z.string(), z.string()) })).parse(await emails.json());
  for (const { headers } of traces) expect(headers["X-Trace-Id"]).toBe(trace);
  const folder = join(String(process.env.SECURECART_CLOUD), "logs");
  const files = readdirSync(folder);
  expect(files).toEqual(expect.arrayContaining(["web.log", "worker.log"]));
  for (const file of files.filter((file) => /^(web|worker)\.log/.test(file))) {
    const log = readFileSync(join(folder, file), "utf8");
    for (const word of [who.email, who.name, "4242 4242", "42424242"])
      expect(log.includes(word), `${file}: ${word}`).toBe(false);
    expect(log.includes(trace), `${file} tells the trace`).toBe(true);
  }
});
