import type { Refusal } from "../_lib/attempt";
import { isLost } from "../_lib/use-outcome";
import { Button } from "./ui/button";
import { Notice } from "./ui/notice";

/** Renders why a form was refused, within that form. After a lost connection its button sends the form again. */
export function RefusalNotice({ refusal }: { refusal: Refusal }) {
  return (
    <Notice tone="bad">
      {refusal.message}
      {isLost(refusal) && (
        <>
          {" "}
          <Button look="plain">Try again</Button>
        </>
      )}
    </Notice>
  );
}
