import { Place } from "@securecart/core/place";
import { emailKinds, type Settings } from "@securecart/core/settings";
import { Shop } from "@securecart/core/shop";

export type Card = {
  href: string;
  title: string;
  /** Says in one line what is set now. */
  summary: (settings: Settings.All) => string | Promise<string>;
};

const refunded = {
  eu: "in the EU",
  always: "everywhere",
  never: "nowhere",
};

/** Cards of the settings page, in the order in which a new shop needs them. */
export const cards: Card[] = [
  {
    href: "/admin/settings/identity",
    title: "Shop details",
    summary: ({ identity }) =>
      [Shop.nameIn(identity), identity.legalName, identity.email].filter(Boolean).join(", "),
  },
  {
    href: "/admin/settings/logo",
    title: "Logo and icon",
    summary: ({ brand: { logo, icon, share } }) =>
      logo || icon || share
        ? [logo && "logo", icon && "icon", share && "picture for shared links"]
            .filter(Boolean)
            .join(", ")
            .replace(/^\w/, (first) => first.toUpperCase())
        : "The name is shown in place of a logo",
  },
  {
    href: "/admin/settings/time",
    title: "Time zone",
    summary: ({ time }) => time.zone.replaceAll("_", " "),
  },
  {
    href: "/admin/settings/currencies",
    title: "Currency",
    summary: ({ currencies }) =>
      currencies.others.length > 0
        ? `${currencies.main}, with prices in ${currencies.others.join(", ")} too`
        : currencies.main,
  },
  {
    href: "/admin/settings/shipping",
    title: "Shipping",
    summary: ({ shipping: { zones } }) =>
      zones.length === 1
        ? (zones[0]?.name ?? "")
        : `${zones.length} zones: ${zones.map(({ name }) => name).join(", ")}`,
  },
  {
    href: "/admin/settings/taxes",
    title: "Taxes",
    summary: ({ taxes: { home, areas } }) =>
      `At home in ${Place.nameInSentence(home)}, rates for ${areas.length} ${areas.length === 1 ? "area" : "areas"}`,
  },
  {
    href: "/admin/settings/checkout",
    title: "Checkout",
    summary: ({ checkout: { guests, phone, termsPage } }) =>
      [
        guests ? "Guests can order" : "Only customers with an account can order",
        `phone ${phone === "hidden" ? "not asked for" : phone}`,
        termsPage && "terms must be accepted",
      ]
        .filter(Boolean)
        .join(", "),
  },
  {
    href: "/admin/settings/orders",
    title: "Order numbers",
    summary: ({ orders: { style, prefix, suffix, digits } }) =>
      `Such as ${prefix}${style === "letters" ? "7K2Q9MXA" : "1001".padStart(digits, "0")}${suffix}`,
  },
  {
    href: "/admin/settings/returns",
    title: "Returns",
    summary: ({ returns: { days, refundDelivery } }) =>
      days === 0
        ? "Returns can't be requested"
        : `${days} days, delivery fee refunded ${refunded[refundDelivery]}`,
  },
  {
    href: "/admin/settings/reviews",
    title: "Reviews",
    summary: ({ reviews: { ask, afterDays } }) =>
      ask
        ? `Customers are asked ${afterDays} ${afterDays === 1 ? "day" : "days"} after their order was shipped`
        : "Customers are not asked for reviews",
  },
  {
    href: "/admin/settings/stock",
    title: "Low stock",
    summary: ({ stock: { lowAt, leftFrom } }) =>
      `Low from ${lowAt}, ${leftFrom === 0 ? "not shown to shoppers" : `shown to shoppers from ${leftFrom}`}`,
  },
  {
    href: "/admin/settings/emails",
    title: "Email texts",
    summary: ({ emails }) => {
      const count = Object.values(emails).filter((words) => words !== null).length;
      return count === 0
        ? "The texts that the shop comes with"
        : `${count} of ${emailKinds.length} written by you`;
    },
  },
  {
    href: "/admin/settings/policies",
    title: "Staff policies",
    summary: ({ policies }) => {
      const written = Object.entries(policies).flatMap(([about, text]) => (text ? [about] : []));
      return written.length === 0 ? "No texts for your staff yet" : `About ${written.join(", ")}`;
    },
  },
];
