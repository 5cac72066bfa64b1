import { Link } from "#app/_components/link";

export function LinkOver() {
  return (
    <div className="mx-auto grid max-w-md gap-6">
      <h1 className="text-3xl">This link is no longer good</h1>
      <p>A link works once and for 30 minutes.</p>
      <p>
        <Link href="/orders" className="text-link inline-block py-1">
          Ask for a new one
        </Link>
      </p>
    </div>
  );
}
