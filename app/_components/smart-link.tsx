import type { ComponentProps } from "react";
import { Link } from "./link";

type SmartLinkProps = Omit<ComponentProps<typeof Link>, "href"> & { href: string };

/** Renders a link that a merchant has entered: to a page of the shop without loading it anew, to others as usual. */
export function SmartLink({ href, className, children, ...rest }: SmartLinkProps) {
  if (href.startsWith("/"))
    return (
      <Link href={href} className={className} {...rest}>
        {children}
      </Link>
    );
  return (
    <a href={href} rel="noopener" className={className}>
      {children}
    </a>
  );
}
