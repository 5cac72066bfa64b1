import { Resource } from "sst";
import type { SaleCurrency } from "../money";
import { Settings, type Values } from "../settings";

export * as Shop from "./index";

/** Returns the name of the shop, at most a second old. */
export const name = async () => nameIn(await Settings.shown("identity"));

/** Returns the name of the shop in these settings, else the name that the deployment gives it. */
export const nameIn = (identity: Pick<Values<"identity">, "name">) => identity.name || Resource.Shop.name;

/** Returns the origin of all our links, without a trailing slash. It comes from configuration, never from a request. */
export const url = () => Resource.Shop.url.replace(/\/+$/, "");

/** Currency of a new cart. */
export const currency: SaleCurrency = "USD";

/** Tells whether cookies are Secure, as a `__Host-` cookie must be: the origin decides. */
export const secureCookies = () => url().startsWith("https:");

/** Returns the origin to which browsers of staff members post pictures. */
export const uploadOrigin = () => new URL(Resource.Uploads.url).origin;
