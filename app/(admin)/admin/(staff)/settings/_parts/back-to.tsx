import { Link } from "#app/_components/link";

/** Renders the way back to the page above. */
export function BackTo({ href, label }: { href: string; label: string }) {
  return (
    <p className="mb-2 text-sm">
      <Link href={href} className="text-link inline-block py-1">
        {label}
      </Link>
    </p>
  );
}
