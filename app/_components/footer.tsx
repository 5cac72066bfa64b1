import { Catalog } from "@securecart/core/catalog";
import { categories, shopName } from "../_lib/cached";
import { Link } from "./link";
import { ShopContact } from "./shop-contact";

export async function Footer() {
  const [tree, name] = await Promise.all([categories(), shopName()]);
  const all = Catalog.childrenOf(tree, "");
  return (
    <footer className="mt-20 border-t border-line bg-surface">
      <div className="page grid gap-8 py-10 text-sm text-muted sm:grid-cols-[2fr_1fr_1fr]">
        <div className="max-w-sm">
          <p className="font-display text-lg text-ink">{name}</p>
          <p className="mt-2">
            The prices and stock you see are up to date. You pay on our payment provider's page, so your card
            number never reaches this shop.
          </p>
          <ShopContact />
        </div>
        <FooterList
          title="Shop"
          links={all.map(({ address, name }) => ({ href: `/category/${address}`, name }))}
        />
        <FooterList
          title="Your purchase"
          links={[
            { href: "/cart", name: "Your cart" },
            { href: "/orders", name: "Find your orders" },
            { href: "/search", name: "All products" },
          ]}
        />
      </div>
    </footer>
  );
}

function FooterList({ title, links }: { title: string; links: { href: string; name: string }[] }) {
  if (links.length === 0) return null;
  return (
    <div>
      <h2 className="font-sans text-sm font-semibold text-ink">{title}</h2>
      <ul className="mt-2">
        {links.map(({ href, name }) => (
          <li key={href}>
            <Link href={href} className="inline-block py-1 underline-offset-4 hover:text-ink hover:underline">
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
