import type { ComponentProps } from "react";
import { Frame } from "#app/_components/frame";
import { Link } from "#app/_components/link";
import { Notice } from "#app/_components/ui/notice";

type PreviewFrameProps = ComponentProps<typeof Frame> & { back: string; open?: string[] };

/** Renders a draft inside the header and footer of the shop, with a way back. */
export function PreviewFrame({ back, open = [], children, ...drafts }: PreviewFrameProps) {
  return (
    <Frame {...drafts}>
      <Notice tone="warning" className="mb-8">
        Preview: only staff can see this page.{" "}
        {open.length > 0 && `To fill in: ${[...new Set(open)].join("; ")}. `}
        <Link href={back} className="text-link whitespace-nowrap">
          Back to editing
        </Link>
      </Notice>
      {children}
    </Frame>
  );
}
