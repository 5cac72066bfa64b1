import { Link } from "#app/_components/link";
import { NarrowPage } from "./narrow-page";

/** Renders the page of an emailed link that was used, has expired or never existed. */
export function LinkExpired({ again }: { again: string }) {
  return (
    <NarrowPage title="This link is no longer valid" intro="A link works once, within ten minutes.">
      <p>
        <Link href={again} className="text-link inline-flex min-h-11 items-center">
          Request a new link
        </Link>
      </p>
    </NarrowPage>
  );
}
