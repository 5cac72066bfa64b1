import { Transfer } from "@securecart/core/transfer";
import type { NextRequest } from "next/server";
import { download } from "../../download";

/** Downloads the refused rows of an import, to correct and import them again. */
export const GET = (
  _: NextRequest,
  { params }: RouteContext<"/admin/products/import/[importId]/refused.csv">,
) => download(params, "refused-rows.csv", Transfer.refusedFile);
