import { Admin } from "@securecart/core/admin";
import { Id } from "@securecart/core/id";
import { Search } from "@securecart/core/search";
import { listUrl, readQuery } from "../read";

/**
 * Reads the chosen products from the URL: their ids, or with `all` those that match the filter of the list, up to the
 * limit of a bulk change. One request for `all`, otherwise none.
 */
export async function readChosen(params: Record<string, unknown>) {
  const query = readQuery(params);
  if (params.all === "1") {
    const { page: _, ...filter } = query;
    const { found, total } = await Search.findForStaff({ ...filter, size: Admin.mostProducts });
    return { productIds: found.map(({ productId }) => productId), total, back: listUrl(filter) };
  }
  const ids = [params.id].flat().filter((id): id is string => typeof id === "string");
  const productIds = [...new Set(ids.filter((id) => Id.schema("product").safeParse(id).success))];
  return {
    productIds: productIds.slice(0, Admin.mostProducts),
    total: productIds.length,
    back: "/admin/products",
  };
}
