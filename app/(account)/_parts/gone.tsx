import { Link } from "#app/_components/link";
import { Door } from "./door";

/** What a link shows that was used, is too old or was never ours. */
export function Gone({ again }: { again: string }) {
  return (
    <Door title="This link is no longer good" intro="A link works once and for ten minutes.">
      <p>
        <Link href={again} className="text-link inline-flex min-h-11 items-center">
          Ask for a new one
        </Link>
      </p>
    </Door>
  );
}
