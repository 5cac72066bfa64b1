import { settings } from "../_lib/cached";
import { type Precision, timeText } from "../_lib/time-text";
import { LocalTime } from "./local-time";

/** Renders a moment, in the shop's time zone without JavaScript, with it in the shopper's own. */
export async function ShopTime({ at, precision = "minute" }: { at: string; precision?: Precision }) {
  const { zone } = await settings("time");
  return <LocalTime at={at} precision={precision} text={timeText(at, precision, zone)} />;
}
