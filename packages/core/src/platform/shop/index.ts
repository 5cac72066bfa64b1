import { Resource } from "sst";
import type { Currency } from "../money";

export * as Shop from "./index";

/** What the shop is called. */
export const name = () => Resource.Shop.name;

/** The origin of every link we hand out, from configuration and never from a request; no slash at its end. */
export const url = () => Resource.Shop.url.replace(/\/+$/, "");

/** The currency a new cart is in. */
export const currency: Currency = "USD";

/** Whether cookies may say Secure: the origin decides, and a `__Host-` cookie needs it. */
export const secureCookies = () => url().startsWith("https:");
