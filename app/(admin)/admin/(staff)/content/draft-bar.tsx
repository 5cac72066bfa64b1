import { Button } from "#app/_components/ui/button";
import type { Outcome } from "#app/_lib/attempt";
import { SaveBar } from "#app/(admin)/admin/_parts/save-bar";

type DraftBarProps = {
  outcome: Outcome | null;
  pending: boolean;
  /** True when the document is published, so that publishing replaces it. */
  isLive: boolean;
  /** True when another staff member has saved the draft meanwhile. */
  isConflict: boolean;
};

/** Renders the buttons of a document with a draft: publish, save, and preview. */
export function DraftBar({ outcome, pending, isLive, isConflict }: DraftBarProps) {
  return (
    <SaveBar saved={outcome?.ok && !pending ? outcome.message : null}>
      <Button name="intent" value="publish" busy={pending}>
        {isLive ? "Publish changes" : "Publish"}
      </Button>
      <Button look="quiet" name="intent" value="save" busy={pending}>
        {isConflict ? "Save mine as draft" : "Save draft"}
      </Button>
      <Button look="quiet" name="intent" value="preview" busy={pending}>
        Save and preview
      </Button>
    </SaveBar>
  );
}
