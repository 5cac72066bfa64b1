import { Transfer } from "@securecart/core/transfer";
import type { NextRequest } from "next/server";
import { download } from "../../download";

/** Downloads what an import does, or has done, with each row of its file. */
export const GET = (
  _: NextRequest,
  { params }: RouteContext<"/admin/products/import/[importId]/report.csv">,
) => download(params, "import-report.csv", Transfer.reportFile);
