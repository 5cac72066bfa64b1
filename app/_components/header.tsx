import type { MenusValue } from "@securecart/core/content";
import { settings, shopName } from "../_lib/cached";
import { AccountLabel } from "./account-label";
import { CartCount } from "./cart-count";
import { AccountIcon, CartIcon } from "./icons";
import { Link } from "./link";
import { MainMenu, MenuButton } from "./main-menu";
import { type Image, imageUrl } from "./picture";
import { SearchButton, SearchForm } from "./search/search-form";
import { classes } from "./ui/classes";

/** Look of the controls of the header: on a phone icons, on wide screens with their names. */
const control =
  "inline-flex min-h-11 min-w-11 shrink-0 items-center justify-center gap-2 rounded-control font-medium whitespace-nowrap hover:text-accent md:px-2";

/**
 * Renders the header, the same on every page and for everyone. On a phone it is one row, and search and menu open over the
 * page. The browser fills in the personal parts: the number beside "Cart" and the label of the account link.
 */
export function Header({ menus }: { menus?: MenusValue | undefined }) {
  return (
    <header className="relative border-b border-line bg-surface">
      <div className="page flex items-center py-1.5 max-md:px-2 md:gap-x-6 md:py-4">
        <MenuButton menus={menus} className={classes(control, "md:hidden")} />
        <HomeLink />
        <SearchButton className={classes(control, "md:hidden")} />
        <SearchForm />
        <div className="flex shrink-0 items-center md:gap-x-2">
          <Link href="/account" className={control}>
            <AccountIcon />
            <span className="max-md:sr-only">
              <AccountLabel />
            </span>
          </Link>
          <CartLink />
        </div>
      </div>
      <MainMenu menus={menus} />
    </header>
  );
}

/** Renders the header of the checkout: the shop, and the way back to the cart. */
export function CheckoutHeader() {
  return (
    <header className="border-b border-line bg-surface">
      <div className="page flex items-center gap-x-4 py-1.5 max-md:px-2 md:py-4">
        <HomeLink />
        <CartLink />
      </div>
    </header>
  );
}

async function HomeLink() {
  const [name, { logo }] = await Promise.all([shopName(), settings("brand")]);
  return (
    <Link
      href="/"
      className="mr-auto min-w-0 rounded-control py-2 font-display text-xl font-bold tracking-tight max-md:px-1 md:text-2xl"
    >
      {logo ? <Logo image={logo} name={name} /> : <span className="block truncate">{name}</span>}
    </Link>
  );
}

const CartLink = () => (
  <Link href="/cart" className={classes(control, "relative")}>
    <CartIcon />
    <span className="max-md:sr-only">Cart</span>
    <CartCount />
  </Link>
);

/** Renders the logo, at most 3 rem high. Its alternative text is the name of the shop. */
function Logo({ image, name }: { image: Image; name: string }) {
  return (
    <img
      src={imageUrl(image.key, 320)}
      srcSet={`${imageUrl(image.key, 320)} 1x, ${imageUrl(image.key, 640)} 2x`}
      width={image.width}
      height={image.height}
      alt={name}
      className="h-auto max-h-9 w-auto max-w-full object-contain md:max-h-12 md:max-w-52"
    />
  );
}
