import { Clock } from "@securecart/core/clock";
import { Csv } from "@securecart/core/csv";
import { type Coupon, Promotion } from "@securecart/core/promotion";
import { Staff } from "@securecart/core/staff";
import type { NextRequest } from "next/server";
import { readStaff } from "#app/_lib/staff-session";
import { csvResponse, privately as headers } from "#app/(admin)/admin/_parts/csv-response";
import { standingLabels, termsInWords } from "../../../words";

const size = 100;
const names = ["Code", "Name", "Discount", "Status", "Uses", "Limit", "Starts (UTC)", "Ends (UTC)"];

/** Downloads the codes of a batch as CSV, read from the table a hundred at a time. */
export async function GET(
  _: NextRequest,
  { params }: RouteContext<"/admin/discounts/bulk/[batchId]/codes.csv">,
) {
  const staff = await readStaff();
  if (!staff?.complete) return new Response("Sign in first.", { status: 401, headers });
  if (!Staff.may(staff.roles, "discounts.edit")) {
    await Staff.refused(staff, "discounts.edit");
    return new Response("Your role does not allow this.", { status: 403, headers });
  }
  const ref = Promotion.batch.schema.safeParse(await params);
  const batch = ref.success ? await Promotion.batch(ref.data) : null;
  if (!batch) return new Response("Not found.", { status: 404, headers });
  const { batchId, prefix, count } = batch;
  async function* lines() {
    yield Csv.line(names);
    for (let from = 0; from < count; from += size)
      yield (await Promotion.batchCodes({ batchId, from, size })).map(lineOf).join("");
  }
  return csvResponse(`codes-${prefix}.csv`, lines());
}

function lineOf(coupon: Coupon) {
  const { code, label, used, limit, startsAt, endsAt } = coupon;
  const standing = standingLabels[Promotion.standingOf(coupon, Clock.iso())];
  return Csv.line([
    code,
    label,
    termsInWords(coupon),
    standing,
    used,
    limit ?? "",
    startsAt ?? "",
    endsAt ?? "",
  ]);
}
