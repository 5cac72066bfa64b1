import type { Column, MenusValue } from "@securecart/core/content";
import { settings, shopName } from "../_lib/cached";
import { publishedPolicies } from "../_lib/policies";
import { ShopContact } from "./shop-contact";
import { shopMenus } from "./shop-links";
import { SmartLink } from "./smart-link";

/** Renders the footer: who sells, the merchant's columns of links, and the policies that those leave out. */
export async function Footer({ menus }: { menus?: MenusValue | undefined }) {
  const [name, { footer }, policies] = await Promise.all([shopName(), shopMenus(menus), publishedPolicies()]);
  const linked = new Set(footer.flatMap(({ links }) => links.map(({ href }) => href)));
  const missing = policies.filter(({ path }) => !linked.has(path));
  return (
    <footer className="mt-20 border-t border-line bg-surface">
      <div className="page flex flex-wrap justify-between gap-x-16 gap-y-10 py-12 text-sm text-muted">
        <div className="max-w-xs grow basis-64">
          <p className="font-display text-lg text-ink">{name}</p>
          <ShopContact />
        </div>
        <div className="grid grow grid-cols-[repeat(auto-fit,minmax(9rem,1fr))] gap-x-8 gap-y-8 sm:basis-96 md:max-w-3xl">
          {Object.entries(footer).map(([key, column]) => (
            <FooterColumn key={key} {...column} />
          ))}
          {missing.length > 0 && (
            <FooterColumn
              title="Policies"
              links={missing.map(({ path, title }) => ({ href: path, label: title }))}
            />
          )}
        </div>
      </div>
    </footer>
  );
}

/** Renders the footer of the checkout: who sells, in one line. */
export async function CheckoutFooter() {
  const [name, { legalName, address }] = await Promise.all([shopName(), settings("identity")]);
  const seller = [legalName || name, ...address.split("\n")].filter(Boolean).join(", ");
  return (
    <footer className="mt-10 border-t border-line bg-surface">
      <p className="page py-5 text-sm text-muted">{seller}</p>
    </footer>
  );
}

function FooterColumn({ title, links }: Column) {
  return (
    <div>
      <h2 className="font-sans text-sm font-semibold text-ink">{title}</h2>
      <ul className="mt-2">
        {Object.entries(links).map(([key, { href, label }]) => (
          <li key={key}>
            <SmartLink
              href={href}
              className="inline-block py-1 underline-offset-4 hover:text-ink hover:underline"
            >
              {label}
            </SmartLink>
          </li>
        ))}
      </ul>
    </div>
  );
}
