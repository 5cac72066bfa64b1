import { Order } from "@securecart/core/order";
import { Staff } from "@securecart/core/staff";
import type { NextRequest } from "next/server";
import { readStaff } from "#app/_lib/staff-session";
import { readAddress, readOrders, versionOf, versionOfOne } from "#app/(admin)/admin/(staff)/orders/read";

const headers = { "Cache-Control": "private, no-store" };

/** Returns the version of an order or a list, for open admin pages to notice changes. Does not extend the session. */
export async function GET(request: NextRequest) {
  const staff = await readStaff({ quiet: true });
  if (!staff?.complete) return Response.json({ error: "Sign in first." }, { status: 401, headers });
  if (!Staff.may(staff.roles, "orders.read"))
    return Response.json({ error: "Your role does not allow this." }, { status: 403, headers });
  const { searchParams } = request.nextUrl;
  const order = searchParams.get("order");
  return Response.json(
    { version: order ? await ofOrder(order) : await ofList(Object.fromEntries(searchParams)) },
    { headers },
  );
}

async function ofOrder(orderId: string) {
  const ref = Order.byId.schema.safeParse({ orderId });
  const found = ref.success ? await Order.byId(ref.data) : null;
  return found ? versionOfOne(found) : null;
}

async function ofList(params: Record<string, string>) {
  const { rows } = await readOrders(readAddress(params));
  return versionOf(rows);
}
