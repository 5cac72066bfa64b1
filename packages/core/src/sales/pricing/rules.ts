import { Cache } from "#platform/cache";
import { Clock } from "#platform/clock";
import { Dynamo } from "#platform/dynamo";
import type { ShopCurrencies } from "#platform/money";
import { Settings, type Shipping, type Taxes } from "#platform/settings";
import { Shop } from "#platform/shop";

/** Settings of delivery and tax that the merchant has at a moment. */
export type Rules = {
  shipping: Shipping;
  taxes: Taxes;
  /** IANA name of the shop's time zone. */
  timeZone: string;
  /** Currencies in which the shop sells, its own first. */
  currencies: ShopCurrencies;
  /** Moment at which they are applied, ISO 8601. */
  at: string;
};

const key = "pricing:rules";

/** Longest time for which a process may not see a change, in seconds. */
const keptSeconds = 2;

const groups = ["shipping", "taxes", "time", "currencies"] as const;

/** Returns the rules in a set of all settings, as of now. */
export const rulesIn = ({ shipping, taxes, time, currencies }: Settings.All): Rules => ({
  shipping,
  taxes,
  timeZone: time.zone,
  currencies: Shop.currenciesIn(currencies),
  at: Clock.iso(),
});

/** Returns the keys of the rows with the rules, for a batch read; `rulesOf` reads them from what it returns. */
export const ruleKeys = () => groups.map(Settings.keyOf);

/** Returns the rules from the items of a batch read with their keys. */
export const rulesOf = (items: Record<string, unknown>[]): Rules => ({
  shipping: Settings.ofItems(items, "shipping"),
  taxes: Settings.ofItems(items, "taxes"),
  timeZone: Settings.ofItems(items, "time").zone,
  currencies: Shop.currenciesIn(Settings.ofItems(items, "currencies")),
  at: Clock.iso(),
});

/** Returns the rules that the table holds now, past the cache. One request. */
export const storedRules = async (): Promise<Rules> =>
  rulesOf(await Dynamo.batchGet(ruleKeys(), { consistent: true }));

/** Returns the rules as they are now. One request at most; a change of another process may be two seconds away. */
export async function rules(): Promise<Rules> {
  const kept = await Cache.through({ key, seconds: keptSeconds, load: storedRules });
  return { ...kept, at: Clock.iso() };
}

/** Drops the cached rules of this process, after a change. */
export const forgetRules = () => Cache.drop([key]);
