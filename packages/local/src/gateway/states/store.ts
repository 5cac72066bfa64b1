import { createHash } from "node:crypto";
import { z } from "zod";
import { openDatabase, transaction } from "../../database";
import { dueOf, type Execution, type Frame, type NewFrame, type Status } from "./frame";
import { detailsFrom, type HistoryEvent } from "./history";

const schema = `
  CREATE TABLE IF NOT EXISTS definitions (hash TEXT PRIMARY KEY, text TEXT NOT NULL, at INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS executions (
    n INTEGER PRIMARY KEY AUTOINCREMENT,
    arn TEXT NOT NULL UNIQUE,
    machine TEXT NOT NULL,
    status TEXT NOT NULL,
    stopped INTEGER,
    deadline INTEGER,
    execution TEXT NOT NULL
  );
  CREATE INDEX IF NOT EXISTS executions_status ON executions (status, n);
  CREATE TABLE IF NOT EXISTS frames (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    execution TEXT NOT NULL,
    parent INTEGER,
    position INTEGER NOT NULL,
    version INTEGER NOT NULL,
    kind TEXT NOT NULL,
    due INTEGER,
    frame TEXT NOT NULL
  );
  CREATE INDEX IF NOT EXISTS frames_execution ON frames (execution);
  CREATE INDEX IF NOT EXISTS frames_parent ON frames (parent, position);
  CREATE INDEX IF NOT EXISTS frames_due ON frames (due) WHERE due IS NOT NULL;
  CREATE TABLE IF NOT EXISTS history (
    execution TEXT NOT NULL,
    id INTEGER NOT NULL,
    previous INTEGER NOT NULL,
    at INTEGER NOT NULL,
    type TEXT NOT NULL,
    details TEXT NOT NULL,
    PRIMARY KEY (execution, id)
  );
`;

const below = `
  WITH RECURSIVE below (id) AS (
    SELECT id FROM frames WHERE parent = ?
    UNION ALL SELECT frames.id FROM frames JOIN below ON frames.parent = below.id
  )`;

/** Aborts frames, except those that have finished or not yet started. */
const abort = `
  UPDATE frames SET kind = 'aborted', due = NULL, version = version + 1,
    frame = json_set(frame, '$.phase', json('{"kind":"aborted"}'))
  WHERE kind NOT IN ('done', 'failed', 'queued') AND `;

const FrameRow = z.object({
  id: z.number(),
  execution: z.string(),
  parent: z.number().nullable(),
  position: z.number(),
  version: z.number(),
  frame: z.string(),
});
const ExecutionRow = z.object({ n: z.number(), execution: z.string() });
const EventRow = z.object({
  id: z.number(),
  previous: z.number(),
  at: z.number(),
  type: z.string(),
  details: z.string(),
});
const Ids = z.array(z.object({ id: z.number() }));
const Count = z.object({ n: z.number() });
const Time = z.object({ at: z.number().nullable() });

export type Listed = Execution & { n: number };
export type ListQuery = {
  machine?: string | undefined;
  status?: Status | undefined;
  /** Returns only executions started before this one. */
  before?: number | undefined;
  limit: number;
};

/** The journal of all executions. Call its writes inside `together`, which makes them one transaction. */
export type Store = ReturnType<typeof openStore>;

export function openStore(file: string) {
  const database = openDatabase(file, schema);
  const sql = (text: string) => database.prepare(text);
  const insertDefinition = sql("INSERT OR IGNORE INTO definitions (hash, text, at) VALUES (?, ?, ?)");
  const oneDefinition = sql("SELECT text, at FROM definitions WHERE hash = ?");
  const putExecution = sql(
    `INSERT INTO executions (arn, machine, status, stopped, deadline, execution) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (arn) DO UPDATE SET status = excluded.status, stopped = excluded.stopped,
       deadline = excluded.deadline, execution = excluded.execution`,
  );
  const oneExecution = sql("SELECT n, execution FROM executions WHERE arn = ?");
  const someExecutions = sql(
    `SELECT n, execution FROM executions WHERE (?1 IS NULL OR machine = ?1) AND (?2 IS NULL OR status = ?2) AND n < ?3
     ORDER BY n DESC LIMIT ?4`,
  );
  const late = sql("SELECT n, execution FROM executions WHERE status = 'RUNNING' AND deadline <= ?");
  const old = sql("SELECT n, execution FROM executions WHERE stopped < ?");
  const dropExecution = sql("DELETE FROM executions WHERE arn = ?");
  const dropHistory = sql("DELETE FROM history WHERE execution = ?");
  const dropFrames = sql("DELETE FROM frames WHERE execution = ?");
  const insertFrame = sql(
    "INSERT INTO frames (execution, parent, position, version, kind, due, frame) VALUES (?, ?, ?, 1, ?, ?, ?)",
  );
  const updateFrame = sql(
    "UPDATE frames SET version = version + 1, kind = ?, due = ?, frame = ? WHERE id = ? AND version = ?",
  );
  const columns = "id, execution, parent, position, version, frame";
  const oneFrame = sql(`SELECT ${columns} FROM frames WHERE id = ?`);
  const rootFrame = sql(`SELECT ${columns} FROM frames WHERE execution = ? AND parent IS NULL`);
  const children = sql(`SELECT ${columns} FROM frames WHERE parent = ? ORDER BY position`);
  const nextQueued = sql(
    `SELECT ${columns} FROM frames WHERE parent = ? AND kind = 'queued' ORDER BY position LIMIT 1`,
  );
  const unfinished = sql("SELECT count(*) AS n FROM frames WHERE parent = ? AND kind <> 'done'");
  const live = sql(
    "SELECT frames.id FROM frames JOIN executions ON arn = frames.execution WHERE status = 'RUNNING' ORDER BY frames.id",
  );
  const due = sql("SELECT id FROM frames WHERE due <= ? ORDER BY due");
  const earliest = sql(
    `SELECT min(at) AS at FROM (SELECT min(due) AS at FROM frames
     UNION ALL SELECT min(deadline) FROM executions WHERE status = 'RUNNING')`,
  );
  const dropBelow = sql(`${below} DELETE FROM frames WHERE id IN below`);
  const abortBelow = sql(`${below} ${abort} id IN below`);
  const abortAll = sql(`${abort} execution = ?`);
  const lastEvent = sql("SELECT coalesce(max(id), 0) AS n FROM history WHERE execution = ?");
  const addEvent = sql(
    "INSERT INTO history (execution, id, previous, at, type, details) VALUES (?, ?, ?, ?, ?, ?)",
  );
  const forwards = sql("SELECT * FROM history WHERE execution = ? AND id > ? ORDER BY id LIMIT ?");
  const backwards = sql("SELECT * FROM history WHERE execution = ? AND id < ? ORDER BY id DESC LIMIT ?");

  const executionsOf = (rows: unknown): Listed[] =>
    z
      .array(ExecutionRow)
      .parse(rows)
      .map(({ n, execution }) => ({ ...readExecution(execution), n }));
  const framesOf = (rows: unknown) => z.array(FrameRow).parse(rows).map(readFrame);

  return {
    together: (writes: () => void) => transaction(database, writes),

    /** Stores a definition for as long as an execution may need it. Returns its hash. */
    keepDefinition(text: string, at: number): string {
      const hash = createHash("sha256").update(text).digest("hex");
      insertDefinition.run(hash, text, at);
      return hash;
    },
    definition: (hash: string) =>
      z.object({ text: z.string(), at: z.number() }).parse(oneDefinition.get(hash)),

    saveExecution(execution: Execution): void {
      const { arn, machine, status, stopped = null, deadline = null } = execution;
      putExecution.run(arn, machine, status, stopped, deadline, JSON.stringify(execution));
    },
    execution: (arn: string): Execution | undefined => executionsOf(oneExecution.all(arn))[0],
    executions: ({
      machine = undefined,
      status,
      before = Number.MAX_SAFE_INTEGER,
      limit,
    }: ListQuery): Listed[] =>
      executionsOf(someExecutions.all(machine ?? null, status ?? null, before, limit)),
    lateExecutions: (at: number): Execution[] => executionsOf(late.all(at)),
    executionsStoppedBefore: (at: number): Execution[] => executionsOf(old.all(at)),
    forget(arn: string): void {
      for (const drop of [dropFrames, dropHistory, dropExecution]) drop.run(arn);
    },

    addFrame(frame: NewFrame): number {
      const { execution, parent = null, position, phase } = frame;
      const text = JSON.stringify(frame);
      return Number(
        insertFrame.run(execution, parent, position, phase.kind, dueOf(frame) ?? null, text).lastInsertRowid,
      );
    },
    /** Saves a frame. Throws when it was changed since it was read. */
    saveFrame(frame: Frame): void {
      const { changes } = updateFrame.run(
        frame.phase.kind,
        dueOf(frame) ?? null,
        JSON.stringify(frame),
        frame.id,
        frame.version,
      );
      if (changes !== 1)
        throw new Error(`The frame ${frame.id} of ${frame.execution} was changed concurrently.`);
      frame.version++;
    },
    frame: (id: number): Frame | undefined => framesOf(oneFrame.all(id))[0],
    rootFrame: (execution: string): Frame | undefined => framesOf(rootFrame.all(execution))[0],
    framesIn: (parent: number): Frame[] => framesOf(children.all(parent)),
    nextQueued: (parent: number): Frame | undefined => framesOf(nextQueued.all(parent))[0],
    unfinishedIn: (parent: number): number => Count.parse(unfinished.get(parent)).n,
    dropFramesIn: (parent: number) => void dropBelow.run(parent),
    abortFramesIn: (parent: number) => void abortBelow.run(parent),
    dropFrames: (execution: string) => void dropFrames.run(execution),
    abortFrames: (execution: string) => void abortAll.run(execution),
    liveFrames: (): number[] => Ids.parse(live.all()).map(({ id }) => id),
    dueFrames: (at: number): number[] => Ids.parse(due.all(at)).map(({ id }) => id),
    nextDue: (): number | undefined => Time.parse(earliest.get()).at ?? undefined,

    addEvent(execution: string, event: Omit<HistoryEvent, "id">): number {
      const id = Count.parse(lastEvent.get(execution)).n + 1;
      addEvent.run(execution, id, event.previous, event.at, event.type, JSON.stringify(event.details));
      return id;
    },
    lastEvent: (execution: string): number => Count.parse(lastEvent.get(execution)).n,
    /** Returns the events after `after`, or in reverse the events before it. */
    history(execution: string, { after, reverse, limit }: HistoryQuery): HistoryEvent[] {
      const rows = reverse
        ? backwards.all(execution, after ?? Number.MAX_SAFE_INTEGER, limit)
        : forwards.all(execution, after ?? 0, limit);
      return z
        .array(EventRow)
        .parse(rows)
        .map((row) => ({ ...row, details: detailsFrom(row.details) }));
    },
  };
}

export type HistoryQuery = { after?: number | undefined; reverse: boolean; limit: number };

function readExecution(text: string): Execution {
  return JSON.parse(text);
}

function readFrame(row: z.infer<typeof FrameRow>): Frame {
  const { id, execution, parent, position, version } = row;
  const kept: NewFrame = JSON.parse(row.frame);
  return { ...kept, id, execution, parent: parent ?? undefined, position, version };
}
