import type Stripe from "stripe";
import { totals } from "./checkout-plan";
import { format } from "./money";
import { esc, layout } from "./page-layout";
import { canSave, type FieldErrors, isFree, savedOn } from "./pay-form";
import { TAX_ID_RULES } from "./tax-ids";
import { idOf, need, type World } from "./world";

/** Values and errors shown after a failed attempt. They never include a card number. */
export interface Filled {
  values?: Record<string, string>;
  errors?: FieldErrors;
  /** Error of the whole payment, such as "Your card was declined." */
  alert?: string;
}

/** Renders the page on which a shopper pays an open session. */
export function payPage(world: World, session: Stripe.Checkout.Session, filled: Filled = {}): string {
  const money = moneyOf(session);
  const messages = [filled.alert, ...Object.values(filled.errors ?? {})].filter(Boolean);
  const alert =
    messages.length > 0 ? `<div class="alert" role="alert">${messages.map(esc).join("<br>")}</div>` : "";
  const back = session.cancel_url ? `<p><a href="${esc(session.cancel_url)}">Back</a></p>` : "";
  if (session.mode === "setup")
    return layout(
      "Save your card",
      `<section class="summary" aria-labelledby="summary">${back}<h1 id="summary">Save your card</h1><p>You are not charged now. The shop may charge this card later, as you have agreed with it.</p></section>
<section aria-labelledby="pay"><h2 id="pay">Card</h2>${alert}${form(world, session, filled, money)}</section>`,
    );
  return layout(
    `Pay ${money(session.amount_total ?? 0)}`,
    `<section class="summary" aria-labelledby="summary">${back}<h1 id="summary">Your order</h1>${summary(world, session, money)}</section>
<section aria-labelledby="pay"><h2 id="pay">${isFree(session) ? "Nothing to pay" : "Pay by card"}</h2>${alert}${form(world, session, filled, money)}</section>`,
  );
}

type Money = (amount: number) => string;

function moneyOf({ currency, locale }: Stripe.Checkout.Session): Money {
  const language = locale && locale !== "auto" ? locale : "en-US";
  return (amount) => format(amount, currency ?? "usd", language);
}

function summary(world: World, session: Stripe.Checkout.Session, money: Money): string {
  const { items, subtotal, discount, tax } = totals(need(world, "plan", session.id));
  const total = byChoice(session, (amount) => esc(money(amount)));
  const lines = items.map(
    (item) =>
      `<li><span>${esc(item.description)}<span class="quantity">Quantity ${esc(item.quantity)}</span></span><span class="money">${esc(money(item.amount_subtotal))}</span></li>`,
  );
  const sums: [name: string, html: string, shown: boolean][] = [
    ["Subtotal", esc(money(subtotal)), true],
    ["Discount", esc(money(-discount)), discount > 0],
    ["Shipping", byChoice(session, (_, amount) => esc(money(amount))), session.shipping_options.length > 0],
    ["Tax", esc(money(tax)), tax > 0],
  ];
  const rows = sums
    .filter(([, , shown]) => shown)
    .map(([name, html]) => `<div><dt>${name}</dt><dd class="money">${html}</dd></div>`);
  return `<p class="total">${total}</p><ul class="lines">${lines.join("")}</ul>
<dl class="sums">${rows.join("")}<div class="grand"><dt>Total</dt><dd class="money">${total}</dd></div></dl>`;
}

function form(world: World, session: Stripe.Checkout.Session, filled: Filled, money: Money): string {
  const customer = session.customer ? world.store.find("customer", idOf(session.customer) ?? "") : undefined;
  const email = session.customer_email ?? customer?.email ?? "";
  const field = fieldOf({ ...filled, values: { email, name: customer?.name ?? "", ...filled.values } });
  const note = session.custom_text.submit
    ? `<p class="hint">${esc(session.custom_text.submit.message)}</p>`
    : "";
  return `<form method="post" action="/c/pay/${esc(session.id)}" novalidate>
${field("email", "Email", 'type="email" autocomplete="email"')}
${session.shipping_address_collection ? address(session.shipping_address_collection, field) : ""}
${shipping(world, session, filled, money)}
${isFree(session) ? "" : savedChoice(world, session, filled)}
${isFree(session) ? "" : card(field)}
${canSave(session) && !isFree(session) ? SAVE : ""}
${field("name", isFree(session) ? "Name" : "Name on card", 'autocomplete="cc-name"')}
${session.tax_id_collection?.enabled ? business(session.tax_id_collection, filled, field) : ""}
${note}<button>${buttonText(session, money)}</button>
${isFree(session) ? "" : TEST_CARDS}
</form>`;
}

function buttonText(session: Stripe.Checkout.Session, money: Money): string {
  if (session.mode === "setup") return "Save card";
  return isFree(session) ? "Complete order" : byChoice(session, (total) => `Pay ${esc(money(total))}`);
}

function business(
  { required }: Stripe.Checkout.Session.TaxIdCollection,
  { values = {}, errors = {} }: Filled,
  field: Field,
): string {
  const options = TAX_ID_RULES.map(
    ({ type, label }) =>
      `<option value="${esc(type)}"${type === values.tax_id_type ? " selected" : ""}>${esc(label)}</option>`,
  );
  const error = errors.tax_id_type;
  const marks = error ? ' aria-invalid="true" aria-describedby="tax_id_type-error"' : "";
  const text = error ? `<p class="error" id="tax_id_type-error">${esc(error)}</p>` : "";
  return `<fieldset><legend>${required === "if_supported" ? "Business" : "Business (optional)"}</legend>
${field("business_name", "Business name", 'autocomplete="organization"', required === "if_supported")}
<div><label for="tax_id_type">Tax ID type</label><select id="tax_id_type" name="tax_id_type"${marks}>${options.join("")}</select>${text}</div>
${field("tax_id", "Tax ID", 'autocomplete="off"', required === "if_supported")}</fieldset>`;
}

const TEST_CARDS =
  '<p class="hint">Test cards: 4242 4242 4242 4242 pays, 4000 0000 0000 0002 is declined, 4000 0027 6000 3184 asks you to authenticate. Any later date and any CVC.</p>';

const SAVE =
  '<label class="choice"><input type="checkbox" name="save" value="on"><span>Save my card for future purchases</span></label>';

/** Renders the choice between the customer's saved cards and the fields for another card. */
function savedChoice(world: World, session: Stripe.Checkout.Session, { values = {} }: Filled): string {
  const cards = savedOn(world, session);
  const [first] = cards;
  if (!first) return "";
  const chosen = values.payment_method ?? first.id;
  const choice = (value: string, label: string) =>
    `<label class="choice"><input type="radio" name="payment_method" value="${esc(value)}"${value === chosen ? " checked" : ""}><span>${esc(label)}</span></label>`;
  const choices = cards.map(({ id, card: saved }) =>
    choice(id, `${saved?.display_brand ?? "card"} ending in ${saved?.last4}`),
  );
  return `<fieldset><legend>Saved cards</legend>${choices.join("")}${choice("new", "Another card")}</fieldset>`;
}

function card(field: Field): string {
  return `${field("number", "Card number", 'inputmode="numeric" autocomplete="cc-number" placeholder="1234 1234 1234 1234"')}
<div class="row">${field("expiry", "Expiry", 'inputmode="numeric" autocomplete="cc-exp" placeholder="MM / YY"')}${field("cvc", "CVC", 'inputmode="numeric" autocomplete="cc-csc" placeholder="123"')}</div>`;
}

/**
 * Renders text that depends on the chosen shipping: one variant per option, of which the style sheet shows the one whose
 * radio button is checked. The total is therefore correct at once, without a script.
 */
function byChoice(
  session: Stripe.Checkout.Session,
  text: (total: number, shipping: number) => string,
): string {
  const { amount_total: total, shipping_cost: cost, shipping_options: options } = session;
  const present = cost?.amount_total ?? 0;
  if (options.length < 2) return text(total ?? 0, present);
  return options
    .map(({ shipping_amount: amount }, index) => {
      const variant = text((total ?? 0) - present + amount, amount);
      return `<span class="when when-${index}">${variant}</span>`;
    })
    .join("");
}

type Field = (name: string, label: string, attributes: string, required?: boolean) => string;

function fieldOf({ values = {}, errors = {} }: Filled): Field {
  return (name, label, attributes, required = true) => {
    const error = errors[name];
    const marks = error ? ` aria-invalid="true" aria-describedby="${name}-error"` : "";
    const text = error ? `<p class="error" id="${name}-error">${esc(error)}</p>` : "";
    return `<div><label for="${name}">${label}</label><input id="${name}" name="${name}" value="${esc(values[name] ?? "")}"${required ? " required" : ""} ${attributes}${marks}>${text}</div>`;
  };
}

function address(
  { allowed_countries: allowed }: Stripe.Checkout.Session.ShippingAddressCollection,
  field: Field,
): string {
  const country = `autocomplete="country" maxlength="2" placeholder="${esc(allowed[0] ?? "US")}"`;
  return `${field("line1", "Address", 'autocomplete="shipping address-line1"')}
<div class="row">${field("city", "City", 'autocomplete="shipping address-level2"')}${field("postal_code", "Postal code", 'autocomplete="shipping postal-code"')}</div>
${field("country", "Country code", country)}`;
}

function shipping(
  world: World,
  session: Stripe.Checkout.Session,
  { values = {} }: Filled,
  money: Money,
): string {
  if (session.shipping_options.length === 0) return "";
  const chosen = values.shipping_rate ?? need(world, "plan", session.id).shipping?.id;
  const choices = session.shipping_options.map(({ shipping_rate, shipping_amount }, index) => {
    const rate = need(world, "shipping_rate", idOf(shipping_rate) ?? "");
    return `<label class="choice"><input type="radio" id="choice-${index}" name="shipping_rate" value="${esc(rate.id)}"${rate.id === chosen ? " checked" : ""}><span>${esc(rate.display_name)}</span><span class="money">${esc(shipping_amount === 0 ? "Free" : money(shipping_amount))}</span></label>`;
  });
  const rules = choices.map(
    (_, index) => `body:has(#choice-${index}:checked) .when-${index} { display: inline; }`,
  );
  return `<style>${rules.join(" ")}</style><fieldset><legend>Shipping</legend>${choices.join("")}</fieldset>`;
}
