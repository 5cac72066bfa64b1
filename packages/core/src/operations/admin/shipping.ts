import { z } from "zod";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Handling, type Shipping, ShippingMethod, ShippingZone } from "#platform/settings";
import { editSettings, present, refuseUnlessSeen } from "./edit-settings";
import { Act } from "./recorded";

const Seen = Act.extend({
  /** Digest of what the form showed, see `digestOf`. */
  seen: z.string().max(40),
});
const ZoneRef = z.object({ zoneId: z.string().max(40) });
const MethodRef = ZoneRef.extend({ methodId: z.string().max(40) });

type Zone = Shipping["zones"][number];

/** Returns what the form of a zone edits: its methods have forms of their own. */
export const zonePart = (zone: Zone | undefined) => zone && { ...zone, methods: [] };

/** Returns what the form of the calendar edits. */
export const calendarPart = ({ handling, excluded }: Shipping) => ({ handling, excluded });

const SaveZone = Seen.extend({
  /** Absent for a new zone. */
  zoneId: z.string().max(40).optional(),
  zone: ShippingZone.pick({ name: true, places: true, restOfWorld: true, holidays: true }),
});

/** Saves a zone. Returns its id. Throws `settings.changed`, `settings.gone`, and a ZodError for a place of another zone. */
export const saveZone = fn(SaveZone, async ({ zoneId, zone, seen, ...act }) => {
  const id = zoneId ?? Id.derived("zone", act.requestId);
  await editSettings("shipping", act, ({ zones }) => {
    if (zoneId === undefined) return { zones: [...zones, { ...zone, id, methods: [] }] };
    refuseUnlessSeen(zonePart(present(zones.find((one) => one.id === id))), seen);
    return { zones: zones.map((one) => (one.id === id ? { ...one, ...zone } : one)) };
  });
  return { zoneId: id };
});

/** Removes a zone with its methods. Open carts are told when they check out. Throws what `saveZone` throws. */
export const removeZone = fn(Seen.extend(ZoneRef.shape), ({ zoneId, seen, ...act }) =>
  editSettings("shipping", act, ({ zones }) => {
    refuseUnlessSeen(zonePart(present(zones.find(({ id }) => id === zoneId))), seen);
    return { zones: zones.filter(({ id }) => id !== zoneId) };
  }),
);

const SaveMethod = Seen.extend(ZoneRef.shape).extend({
  /** Absent for a new method. */
  methodId: z.string().max(40).optional(),
  method: ShippingMethod.omit({ id: true }),
});

/** Saves a method of a zone. Returns its id. Throws `settings.changed`, `settings.gone`, `shipping.no_price`. */
export const saveMethod = fn(SaveMethod, async ({ zoneId, methodId, method, seen, ...act }) => {
  const id = methodId ?? Id.derived("method", act.requestId);
  if (!hasPrice(method))
    throw new DomainError("input", "shipping.no_price", "Enter a price in at least one currency.", "price");
  await editSettings("shipping", act, ({ zones }) => ({
    zones: changeMethods(zones, zoneId, (methods) => {
      if (methodId === undefined) return [...methods, { ...method, id }];
      refuseUnlessSeen(present(methods.find((one) => one.id === id)), seen);
      return methods.map((one) => (one.id === id ? { ...method, id } : one));
    }),
  }));
  return { methodId: id };
});

const hasPrice = ({ tariff }: Pick<ShippingMethod, "tariff">) =>
  (tariff.by === "flat" ? [tariff] : tariff.steps).some(({ prices }) => Object.keys(prices).length > 0);

/** Removes a method of a zone. Throws what `saveMethod` throws. */
export const removeMethod = fn(Seen.extend(MethodRef.shape), ({ zoneId, methodId, seen, ...act }) =>
  editSettings("shipping", act, ({ zones }) => ({
    zones: changeMethods(zones, zoneId, (methods) => {
      refuseUnlessSeen(present(methods.find(({ id }) => id === methodId)), seen);
      return methods.filter(({ id }) => id !== methodId);
    }),
  })),
);

/** Moves a method of a zone up, so that shoppers see it before the one above it. */
export const raiseMethod = fn(Act.extend(MethodRef.shape), ({ zoneId, methodId, ...act }) =>
  editSettings("shipping", act, ({ zones }) => ({
    zones: changeMethods(zones, zoneId, (methods) => {
      const at = methods.findIndex(({ id }) => id === methodId);
      const moved = present(methods[at]);
      const rest = methods.filter(({ id }) => id !== methodId);
      return rest.toSpliced(Math.max(0, at - 1), 0, moved);
    }),
  })),
);

function changeMethods(
  zones: Zone[],
  zoneId: string,
  change: (methods: ShippingMethod[]) => ShippingMethod[],
) {
  present(zones.find(({ id }) => id === zoneId));
  return zones.map((zone) => (zone.id === zoneId ? { ...zone, methods: change(zone.methods) } : zone));
}

const SaveCalendar = Seen.extend({ handling: Handling, excluded: z.array(z.string().max(20)).max(300) });

/** Saves when orders leave, and the places that are never delivered to. Throws `settings.changed`. */
export const saveCalendar = fn(SaveCalendar, ({ handling, excluded, seen, ...act }) =>
  editSettings("shipping", act, (shipping) => {
    refuseUnlessSeen(calendarPart(shipping), seen);
    return { handling, excluded };
  }),
);
