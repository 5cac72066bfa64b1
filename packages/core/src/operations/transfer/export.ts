import { z } from "zod";
import { type Duty, Staff, type StaffMember } from "#accounts/staff";
import { Audit } from "#platform/audit";
import { Clock } from "#platform/clock";
import { Csv } from "#platform/csv";
import { Dynamo, transact } from "#platform/dynamo";
import { DomainError } from "#platform/error";
import { fn } from "#platform/fn";
import { Id } from "#platform/id";
import { Log } from "#platform/log";
import type { SaleCurrency } from "#platform/money";
import { Queue } from "#platform/queue";
import { Settings } from "#platform/settings";
import { Shop } from "#platform/shop";
import { Storage } from "#platform/storage";
import { ExportEntity, type ExportKind, exportKinds } from "./export.entity";
import { sources } from "./export-sources";

/** Duty that each export requires: who may read the pages of these rows. */
export const dutyOf: Record<ExportKind, Duty> = {
  products: "catalog.read",
  stock: "stock.read",
  orders: "orders.read",
  customers: "customers.read",
  discounts: "discounts.read",
};

/** Time for which a file can be downloaded, in seconds: a week. */
const keptSeconds = 7 * 24 * 3600;

/** Time that one message works, in milliseconds, its lease in seconds, and the size of a part in characters. */
const sliceMilliseconds = 20_000;
const leaseSeconds = 120;
const partCharacters = 1_000_000;

const mostFailures = 4;

export const ExportRef = z.object({ exportId: Id.schema("export") });

export type Export = {
  exportId: string;
  kind: ExportKind;
  state: "running" | "done" | "failed";
  actor: string;
  from?: string | undefined;
  to?: string | undefined;
  /** Time zone of these days; UTC when absent. */
  zone?: string | undefined;
  withStock?: boolean | undefined;
  currencies?: SaleCurrency[] | undefined;
  place?: unknown;
  parts: number;
  rows: number;
  bytes: number;
  failures: number;
  version: number;
  leaseUntil?: string | undefined;
  createdAt: string;
  expiresAt: string;
};

/** Returns an export that has not expired, or null. One request. */
export const findExport = fn(ExportRef, async ({ exportId }): Promise<Export | null> => {
  const { data } = await ExportEntity.get({ exportId }).go({ consistent: true });
  return data && data.expiresAt > Clock.iso() ? data : null;
});

/** Lists the latest exports of these kinds that have not expired. One request. */
export async function latestExports(kinds: ExportKind[]): Promise<Export[]> {
  const { data } = await ExportEntity.query.newest({ list: "all" }).go({ order: "desc", limit: 50 });
  return data.filter(({ kind, expiresAt }) => kinds.includes(kind) && expiresAt > Clock.iso());
}

/** Returns the kinds of exports that a staff member may make. */
export const kindsFor = ({ roles }: Pick<StaffMember, "roles">) =>
  exportKinds.filter((kind) => Staff.may(roles, dutyOf[kind]));

const Request = z.object({
  actor: z.string().min(1),
  requestId: z.uuid(),
  kind: z.enum(exportKinds, "Choose what to export."),
  from: z.iso.date("Enter a date.").optional(),
  to: z.iso.date("Enter a date.").optional(),
  withStock: z.boolean().optional(),
});

/**
 * Begins an export, which a worker writes. Days are in the shop's time zone. The same request begins one. Returns its id.
 * Throws `transfer.wrong_days`.
 */
export const beginExport = fn(Request, async ({ requestId, ...wanted }) => {
  const zone = await Settings.timeZone();
  const { kind, actor, from = "2000-01-01", to = Settings.dayIn(zone, Clock.iso()) } = wanted;
  if (from > to)
    throw new DomainError("input", "transfer.wrong_days", "The first day is after the last one.", "from");
  const exportId = Id.derived("export", actor, requestId);
  const days = kind === "orders" ? { from, to, zone } : {};
  const { withStock } = wanted;
  const result = await transact({
    export: ExportEntity.create({
      exportId,
      kind,
      actor,
      ...days,
      ...(withStock && { withStock }),
      ...(kind === "products" && { currencies: await Shop.currencies() }),
      work: "open",
      state: "running",
      version: 1,
      expiresAt: Clock.iso(keptSeconds),
      ttl: Clock.seconds(keptSeconds),
    }),
    audit: Audit.record({
      auditId: Audit.idOf("transfer.export", `export:${kind}`, requestId),
      actor,
      action: "transfer.export",
      subject: `export:${kind}`,
      note: kind === "orders" ? `${from} to ${to} (${zone})` : exportId,
    }),
  });
  if (result.committed) await wakeExport(exportId);
  return { exportId };
});

const wakeExport = (exportId: string) => Queue.send("TransferQueue", { exportId });

const partKey = (exportId: string, part: number) => `exports/${exportId}/part-${`${part}`.padStart(5, "0")}`;

/** Continues an export for a time slice: reads rows and stores parts of its file. Writes an interrupted part again. */
export const advanceExport = fn(ExportRef, async ({ exportId }) => {
  const found = await findExport({ exportId });
  if (found?.state !== "running" || (found.leaseUntil && found.leaseUntil > Clock.iso())) return;
  let row = await change(found, { leaseUntil: Clock.iso(leaseSeconds) });
  const until = performance.now() + sliceMilliseconds;
  while (row?.state === "running" && performance.now() < until) {
    const current: Export = row;
    row = await writePart(current).catch((error) => failed(current, error));
  }
  if (row) await change(row, { leaseUntil: Clock.iso(-1) });
  if (row?.state === "running") await wakeExport(exportId);
});

/** Reads rows until a part is full and stores it. Returns the export as it is then; null when another worker has it. */
async function writePart(row: Export) {
  const source = sources[row.kind];
  let lines = row.parts === 0 ? Csv.line(source.columns(row)) : "";
  let rows = 0;
  let place = row.place;
  do {
    const part = await source.read(place, row);
    lines += part.lines;
    rows += part.rows;
    place = part.next;
  } while (place && lines.length < partCharacters);
  const body = new TextEncoder().encode(lines);
  await Storage.put({
    bucket: "artifacts",
    key: partKey(row.exportId, row.parts + 1),
    body,
    contentType: "text/csv",
  });
  return change(row, {
    ...(place ? { place } : { state: "done" as const, work: "none" as const }),
    parts: row.parts + 1,
    rows: row.rows + rows,
    bytes: row.bytes + body.length,
    failures: 0,
    leaseUntil: Clock.iso(leaseSeconds),
  });
}

async function failed(row: Export, error: unknown) {
  Log.error("transfer.export_failed", error, { exportId: row.exportId });
  const failures = row.failures + 1;
  return change(row, failures < mostFailures ? { failures } : { failures, state: "failed", work: "none" });
}

type Change = { [Name in keyof Omit<Export, "exportId" | "version">]?: Exclude<Export[Name], undefined> } & {
  work?: "open" | "none";
};

/** Writes progress. Returns the export as it is then; null when another request changed it meanwhile. */
async function change(row: Export, set: Change): Promise<Export | null> {
  const version = row.version + 1;
  const isWritten = await Dynamo.written(
    ExportEntity.patch({ exportId: row.exportId })
      .set({ ...set, version })
      .where((at, { eq }) => eq(at.version, row.version))
      .go(),
  );
  return isWritten ? { ...row, ...set, version } : null;
}

/** Yields the file of an export, a part at a time. Throws when a part is missing. */
export async function* exportFile({ exportId, parts }: Export): AsyncGenerator<Uint8Array> {
  for (let part = 1; part <= parts; part++) {
    const bytes = await Storage.read({ bucket: "artifacts", key: partKey(exportId, part) });
    if (!bytes) throw new Error(`Part ${part} of ${exportId} is missing.`);
    yield bytes;
  }
}

/** Records that a staff member downloads an export. */
export const recordDownload = ({ exportId, kind }: Export, actor: string) =>
  Audit.write({ actor, action: "transfer.download", subject: `export:${kind}`, note: exportId });

/** Wakes the workers of exports whose worker died, or whose message was lost. Returns how many. */
export async function sweepExports() {
  const { data } = await ExportEntity.query.waiting({ work: "open" }).go({ limit: 50 });
  const dead = data.filter(
    ({ leaseUntil, updatedAt }) => (leaseUntil ?? updatedAt) < Clock.iso(leaseUntil ? 0 : -60),
  );
  for (const { exportId } of dead) await wakeExport(exportId);
  return dead.length;
}
