import { Link } from "#app/_components/link";

export function LinkExpired() {
  return (
    <div className="mx-auto grid max-w-md gap-6">
      <h1 className="text-3xl">This link is no longer valid</h1>
      <p>A link works once, within 30 minutes.</p>
      <p>
        <Link href="/orders" className="text-link inline-block py-1">
          Request a new link
        </Link>
      </p>
    </div>
  );
}
