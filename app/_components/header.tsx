import { settings, shopName } from "../_lib/cached";
import { AccountLabel } from "./account-label";
import { CartCount } from "./cart-count";
import { CartIcon } from "./icons";
import { Link } from "./link";
import { MainMenu } from "./main-menu";
import { type Image, imageUrl } from "./picture";
import { SearchForm } from "./search/search-form";

/**
 * Renders the header, the same on every page and for everyone. The browser fills in its personal parts: the number
 * beside "Cart" and the label of the account link.
 */
export async function Header() {
  const [name, { logo }] = await Promise.all([shopName(), settings("brand")]);
  return (
    <header className="relative border-b border-line bg-surface">
      <div className="page flex flex-wrap items-center gap-x-2 gap-y-3 py-4 md:gap-x-6">
        <Link href="/" className="font-display text-xl font-semibold tracking-tight sm:text-2xl">
          {logo ? <Logo image={logo} name={name} /> : name}
        </Link>
        <SearchForm />
        <div className="order-2 ml-auto flex items-center md:order-3 md:ml-0 md:gap-x-2">
          <Link
            href="/account"
            className="inline-flex min-h-11 items-center rounded-control px-2 font-medium whitespace-nowrap hover:text-accent"
          >
            <AccountLabel />
          </Link>
          <Link
            href="/cart"
            className="inline-flex min-h-11 items-center gap-2 rounded-control px-2 font-medium hover:text-accent"
          >
            <CartIcon />
            Cart
            <CartCount />
          </Link>
        </div>
      </div>
      <MainMenu />
    </header>
  );
}

/** Renders the logo, at most 3 rem high. Its alternative text is the name of the shop. */
function Logo({ image, name }: { image: Image; name: string }) {
  return (
    <img
      src={imageUrl(image.key, 320)}
      srcSet={`${imageUrl(image.key, 320)} 1x, ${imageUrl(image.key, 640)} 2x`}
      width={image.width}
      height={image.height}
      alt={name}
      className="h-auto max-h-12 w-auto max-w-40 object-contain sm:max-w-52"
    />
  );
}
