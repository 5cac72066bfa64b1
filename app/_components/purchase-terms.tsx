import type { Values } from "@securecart/core/settings";
import { settings } from "../_lib/cached";

/** Renders, near a button to buy, how long goods can be returned and how to pay. */
export async function PurchaseTerms() {
  const [returns, { paymentText }] = await Promise.all([settings("returns"), settings("checkout")]);
  return (
    <>
      {returns.days > 0 && <p>{returnsText(returns)}</p>}
      {paymentText && <p>{paymentText}</p>}
    </>
  );
}

const returnsText = ({ days, parcelPaidBy }: Pick<Values<"returns">, "days" | "parcelPaidBy">) =>
  `${parcelPaidBy === "shop" ? "Free returns" : "Returns"} within ${days === 1 ? "a day" : `${days} days`} of arrival`;
