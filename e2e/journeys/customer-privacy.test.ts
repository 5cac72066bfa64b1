import { readFileSync } from "node:fs";
import { Customer } from "@securecart/core/customer";
import { Dynamo } from "@securecart/core/dynamo";
import { Fulfillment } from "@securecart/core/fulfillment";
import { Privacy } from "@securecart/core/privacy";
import { customer } from "@securecart/core/test/customers";
import { newcomer, password, signedIn, signIn } from "../account";
import { examine } from "../examine";
import {
  address,
  cards,
  complaint,
  expect,
  expectPaid,
  orderIdOf,
  payButton,
  payWith,
  putInCart,
  shopper,
  test,
  toPayment,
  towels,
  unique,
  urls,
} from "../fixtures";

test("a customer exports all data and erases the account", async ({ browser }) => {
  const street = `5 ${unique()} Street`;
  const who = await customer({ ...shopper({ name: `Zoe ${unique()}` }), password });
  const { customerId, email, name } = who;
  await Customer.addAddress({ customerId, address: { ...address, line1: street, name } });
  const page = await newcomer(browser);
  await signIn(page, email);
  await signedIn(page, email);
  await putInCart(page, towels.slug);
  await page.goto("/checkout/contact");
  await page.getByRole("button", { name: "Continue to delivery" }).click();
  await page.getByRole("radio", { name: /Standard/ }).check();
  await page.getByRole("button", { name: "Continue to review" }).click();
  await expect(payButton(page)).toBeVisible();
  await toPayment(page);
  await payWith(page, cards.good);
  await expectPaid(page);
  const orderId = orderIdOf(page);

  await page.goto("/account/privacy");
  await examine(page, "privacy", "light");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download my data" }).click(),
  ]);
  const file = JSON.parse(readFileSync(await download.path(), "utf8"));
  expect(download.suggestedFilename()).toMatch(/^my-data-\d{4}-\d\d-\d\d\.json$/);
  expect(file).toMatchObject({
    profile: { email, name },
    addresses: [{ line1: street }],
    orders: [{ orderId, contact: { email } }],
  });

  await page.getByRole("button", { name: "Erase my account" }).click();
  await expect(complaint(page)).toContainText("Check the box to confirm.");
  await expect(complaint(page)).toBeFocused();
  await page.getByLabel("I want to permanently erase my account").check();
  await page.getByRole("button", { name: "Erase my account" }).click();
  await expect(page.getByText(/is still with us/)).toBeVisible();

  await expect
    .poll(
      () => Fulfillment.cancel({ orderId, actor: "shopper", cause: "Done." }).then(({ status }) => status),
      {
        timeout: 20_000,
      },
    )
    .toMatch(/^canceled/);
  await page.getByLabel("I want to permanently erase my account").check();
  await page.getByRole("button", { name: "Erase my account" }).click();
  await page.waitForURL(/\/erased\//);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Your account is/);
  await fetch(`${urls.control}/schedules/SweepErasures/run`, { method: "POST" });
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your account is erased");
  await examine(page, "erased", "light");
  const [certificate] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download the certificate" }).click(),
  ]);
  expect(Privacy.isGenuine(readFileSync(await certificate.path(), "utf8"))).toBe(true);

  await page.goto("/account");
  await expect(page).toHaveURL(/\/sign-in/);
  const left: string[] = [];
  for await (const rows of Dynamo.scan())
    for (const row of rows) {
      const text = JSON.stringify(row, (_, value) =>
        value instanceof Set ? [...value] : value,
      ).toLowerCase();
      for (const word of [email, name, street, customerId])
        if (text.includes(word.toLowerCase())) left.push(`${row.__edb_e__}: ${word}`);
    }
  expect(left).toEqual([]);
});

test("a signed-out visitor gets no export, and a forged token opens no certificate of an erasure", async ({
  browser,
}) => {
  const page = await newcomer(browser);
  const answer = await page.request.get("/account/privacy/export", { maxRedirects: 0 });
  expect(answer.status()).toBe(303);
  expect(answer.headers().location).toMatch(/\/sign-in\?from=%2Faccount%2Fprivacy$/);
  for (const token of ["x", "A".repeat(43), `ers_${"0".repeat(26)}-${"A".repeat(26)}`]) {
    expect((await page.request.get(`/erased/${token}`)).status()).toBe(404);
    expect((await page.request.get(`/erased/${token}/certificate`)).status()).toBe(404);
  }
});
