import { Resource } from "sst";
import type { SaleCurrency, ShopCurrencies } from "../money";
import { Settings, type Shades, type Values } from "../settings";

export * as Shop from "./index";

/** Returns the name of the shop, at most a second old. */
export const name = async () => nameIn(await Settings.shown("identity"));

/** Returns the name of the shop in these settings, else the name that the deployment gives it. */
export const nameIn = (identity: Pick<Values<"identity">, "name">) => identity.name || Resource.Shop.name;

/** Accent color of a shop whose merchant has not chosen one. */
const usualAccent = "#1d5c47";

/** Look of the shop in an email: the merchant's accent color, made readable, and the logo. */
export type Look = {
  colors: Record<"light" | "dark", Pick<Shades, "accent" | "on">>;
  logo: { src: string; width: number; height: number } | null;
};

/** Height of the logo in an email, in pixels, and its greatest width. */
const logoSize = { height: 40, width: 240 };

/** Returns the look of the shop, at most a second old. */
export async function look(): Promise<Look> {
  const [{ accent }, { logo }] = await Promise.all([Settings.shown("identity"), Settings.shown("brand")]);
  return { colors: Settings.palette(accent || usualAccent), logo: logo && fitted(logo) };
}

function fitted({ key, width, height }: NonNullable<Values<"brand">["logo"]>) {
  const scale = Math.min(logoSize.height / height, logoSize.width / width);
  return {
    src: `${url()}/images/${key}-640.webp`,
    width: Math.round(width * scale),
    height: Math.round(height * scale),
  };
}

/** Returns the origin of all our links, without a trailing slash. It comes from configuration, never from a request. */
export const url = () => Resource.Shop.url.replace(/\/+$/, "");

/** Returns the currency in which shoppers see prices and pay, at most a second old. */
export const currency = async (): Promise<SaleCurrency> => (await Settings.shown("currencies")).main;

/** Returns the currencies in which a product for sale has a price, the shop's own first. At most a second old. */
export const currencies = async () => currenciesIn(await Settings.shown("currencies"));

/** Returns the same from these settings. */
export const currenciesIn = ({ main, others }: Values<"currencies">): ShopCurrencies => [main, ...others];

/** Tells whether cookies are Secure, as a `__Host-` cookie must be: the origin decides. */
export const secureCookies = () => url().startsWith("https:");

/** Returns the origin to which browsers of staff members post pictures. */
export const uploadOrigin = () => new URL(Resource.Uploads.url).origin;
