import { Link } from "#app/_components/link";

export default function NotAllowed() {
  return (
    <>
      <title>Not allowed · Admin</title>
      <h1 className="text-3xl">Your role does not allow this</h1>
      <p className="mt-4 max-w-prose text-muted">
        Nothing was changed. If you need this for your work, ask the shop's owner for the role.
      </p>
      <p className="mt-6">
        <Link href="/admin" className="text-link">
          Back to the admin
        </Link>
      </p>
    </>
  );
}
