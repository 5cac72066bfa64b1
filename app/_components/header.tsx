import { settings, shopName } from "../_lib/cached";
import { AccountLabel } from "./account-label";
import { CartCount } from "./cart-count";
import { CartIcon, SearchIcon } from "./icons";
import { Link } from "./link";
import { MainMenu } from "./main-menu";
import { type Image, imageUrl } from "./picture";

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

function SearchForm() {
  return (
    <search className="order-3 w-full md:order-2 md:ml-auto md:w-80">
      <form action="/search" className="relative">
        <label htmlFor="site-search" className="sr-only">
          Search
        </label>
        <input
          id="site-search"
          type="search"
          name="q"
          maxLength={100}
          placeholder="Search products"
          className="min-h-11 w-full rounded-control border border-edge bg-ground py-2 pr-12 pl-3"
        />
        <button
          type="submit"
          aria-label="Search"
          className="absolute inset-y-0 right-0 inline-flex w-11 items-center justify-center rounded-control text-muted hover:text-ink"
        >
          <SearchIcon />
        </button>
      </form>
    </search>
  );
}
