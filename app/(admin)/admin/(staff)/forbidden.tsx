import { Link } from "#app/_components/link";

export default function NotAllowed() {
  return (
    <>
      <title>Not allowed · Back office</title>
      <h1 className="text-3xl">Your role does not allow this</h1>
      <p className="mt-4 max-w-prose text-muted">
        Nothing was done. If it belongs to your work, ask the owner of the shop for the role.
      </p>
      <p className="mt-6">
        <Link href="/admin" className="text-link">
          Back to your work
        </Link>
      </p>
    </>
  );
}
