import { emailKinds, type Settings } from "@securecart/core/settings";
import { Shop } from "@securecart/core/shop";

export type Card = {
  href: string;
  title: string;
  /** Says in one line what is set now. */
  summary: (settings: Settings.All) => string | Promise<string>;
};

const refunded = {
  eu: "Delivery fee refunded in the EU",
  always: "Delivery fee refunded everywhere",
  never: "Delivery fee not refunded",
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
    href: "/admin/settings/time",
    title: "Time zone",
    summary: ({ time }) => time.zone.replaceAll("_", " "),
  },
  {
    href: "/admin/settings/returns",
    title: "Returns",
    summary: ({ returns }) => refunded[returns.refundDelivery],
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
];
