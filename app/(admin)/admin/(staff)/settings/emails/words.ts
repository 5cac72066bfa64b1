import type { EmailKind } from "@securecart/core/settings";

/** Names of the emails that a merchant may write, and when each is sent. */
export const emailNames: Record<EmailKind, { name: string; when: string }> = {
  received: { name: "Order received", when: "When a customer has paid, or nothing is to be paid." },
  in_review: { name: "Order in review", when: "When an order waits for your approval." },
  paid: { name: "Payment received", when: "When the payment is captured." },
  shipped: { name: "Order shipped", when: "When you hand an order to the carrier." },
  delivered: { name: "Order delivered", when: "When an order is marked as delivered." },
  canceled: { name: "Order canceled", when: "When an order is canceled before it was paid." },
  canceled_refunded: {
    name: "Order canceled and refunded",
    when: "When a paid order is canceled.",
  },
  refunded: { name: "Refund made", when: "When you refund some or all of an order." },
  refund_failed: { name: "Refund failed", when: "When a bank does not accept a refund." },
  return_requested: { name: "Return requested", when: "When a customer asks to send something back." },
  return_approved: { name: "Return approved", when: "When you approve a return." },
  return_declined: { name: "Return declined", when: "When you decline or close a return." },
  tax_id_refused: {
    name: "Business tax ID refused",
    when: "When the EU's register does not know the tax ID of an order.",
  },
  review_due: {
    name: "Request for a review",
    when: "Some days after an order was shipped, once for each order.",
  },
  sign_up: { name: "Confirm a new account", when: "When a shopper creates an account." },
  sign_up_known: {
    name: "Account exists already",
    when: "When a shopper creates an account with an address that has one.",
  },
  sign_in: { name: "Code to sign in", when: "When a customer signs in without a password." },
  sign_in_unknown: {
    name: "Sign-in without an account",
    when: "When a shopper signs in with an address that has no account.",
  },
  reset: { name: "New password", when: "When a customer forgot the password." },
  reset_unknown: {
    name: "New password without an account",
    when: "When a shopper asks for a new password for an address without an account.",
  },
  email_new: { name: "Confirm a new address", when: "To the new address, when a customer changes it." },
  email_taken: {
    name: "New address has an account",
    when: "To the new address, when it belongs to another account.",
  },
  email_before: {
    name: "Confirm the present address",
    when: "To the present address, when a customer changes it.",
  },
  order_lookup: { name: "Find your orders", when: "When a guest looks for their orders." },
  order_lookup_none: {
    name: "No orders found",
    when: "When a shopper looks for orders with an address that has none.",
  },
  alert_confirm: {
    name: "Confirm an address for alerts",
    when: "When a shopper without an account asks to be told about stock or a price.",
  },
  back_in_stock: {
    name: "Back in stock",
    when: "When a sold-out item is available again, to those who asked.",
  },
  price_drop: { name: "Price drop", when: "When the price of a product falls, to those who asked." },
};
