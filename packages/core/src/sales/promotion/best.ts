import type { Discount } from "../pricing";
import type { Candidate } from "./automatic";
import { type Basket, fit as evaluate, type Fit, type Usage, unknown } from "./fit";
import type { Terms } from "./terms";

/** Discounts that an order can have: the automatic ones in use, and the code that was entered. */
export type Offer = {
  automatics: Candidate[];
  /** Null without a code; `terms` is null when no discount has it. */
  code: { terms: Terms | null; usage: Usage } | null;
};

export type Best = {
  /** Automatic discount that applies. */
  automatic: (Candidate & { discount: Discount }) | null;
  /** Tells whether the code applies; null without one. */
  code: Fit | null;
  /** Discounts that apply, in the order in which they are taken off. */
  discounts: Discount[];
};

/**
 * Returns the discounts that cost the shopper the least: at most one automatic discount, with the code if that discount
 * combines with codes, or the code alone. A code is refused when an automatic discount that does not combine saves more.
 * `total` prices the order with some discounts. Pure.
 */
export function best(
  { automatics, code }: Offer,
  basket: Basket,
  now: string,
  total: (discounts: Discount[]) => number,
): Best {
  const fitting = code && (code.terms ? evaluate(code.terms, basket, code.usage, now) : refused(unknown));
  const byCode = fitting?.fits ? fitting.discount : null;
  const options: Option[] = [{ automatic: null, hasCode: false, discounts: [] }];
  if (byCode) options.push({ automatic: null, hasCode: true, discounts: [byCode] });
  for (const candidate of automatics) {
    const found = evaluate(candidate.terms, basket, candidate.usage, now);
    if (!found.fits) continue;
    const automatic = { ...candidate, discount: found.discount };
    options.push({ automatic, hasCode: false, discounts: [found.discount] });
    if (byCode && candidate.terms.combines)
      options.push({ automatic, hasCode: true, discounts: [found.discount, byCode] });
  }
  const [first = options[0]] = options
    .map((option) => ({ ...option, total: total(option.discounts) }))
    .sort(byPreference);
  const { automatic, hasCode, discounts } = first ?? { automatic: null, hasCode: false, discounts: [] };
  return { automatic, code: byCode && !hasCode ? savesLess(automatic) : fitting, discounts };
}

type Option = { automatic: Best["automatic"]; hasCode: boolean; discounts: Discount[] };

/** Orders options: the lowest total, then with the code that was entered, then without a discount that saves nothing. */
const byPreference = (a: Option & { total: number }, b: Option & { total: number }) =>
  a.total - b.total || Number(b.hasCode) - Number(a.hasCode) || a.discounts.length - b.discounts.length;

const refused = (refusal: { code: `promotion.${string}`; message: string }): Fit => ({
  fits: false,
  ...refusal,
});

const savesLess = (automatic: Best["automatic"]): Fit =>
  refused({
    code: "promotion.saves_less",
    message: `“${automatic?.terms.label ?? ""}” already saves you more, and this code can't be combined with it.`,
  });
