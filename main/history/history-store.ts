import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { csvLine } from '../store/csv-cell.ts';
import { inTransaction, openDatabase } from '../store/open-database.ts';
import type { CallBack, HistoryCall, HistoryQuery, KeptCall, MissedCaller } from './history-call.ts';
import { migrations } from './schema.ts';
import { sharedNotes } from './shared-notes.ts';

export interface HistoryStoreData {
  readonly path: string;
  readonly now: number;
}

/** What the history's thread can be asked. */
export type HistoryStore = ReturnType<typeof historyStore>;

/** How an incoming call ends that nobody took: one answered elsewhere was taken, one declined was seen. */
const missedReasons = "('they-gave-up', 'no-answer', 'gone-meanwhile', 'pbx-restarted')";
const isMissed = `direction = 'in' AND answered IS NULL AND reason IN ${missedReasons}`;
const longestNote = 4000;

export function historyStore({ path, now }: HistoryStoreData) {
  const { database, setAside } = openDatabase(path, migrations, now);
  return {
    /** Where a history that could not be read was put. */
    ready: () => ({ setAside }),
    ...writing(database),
    ...forgetting(database),
    ...reading(database),
    ...callBacks(database),
    ...sharedNotes(database),
  };
}

function writing(database: DatabaseSync) {
  const put = database.prepare(
    `INSERT INTO call (id, direction, name, number, who, company, queue, did, agent, started, answered, ended, reason)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET direction = excluded.direction, name = excluded.name, number = excluded.number,
       who = excluded.who, company = excluded.company, queue = excluded.queue, did = excluded.did,
       answered = excluded.answered, ended = excluded.ended, reason = excluded.reason`,
  );
  const one = database.prepare('SELECT name, number, company, note, disposition FROM call WHERE id = ?');
  const search = database.prepare('UPDATE call SET searched = ? WHERE id = ?');
  const searchable = (id: string): void => {
    const row = one.get(id);
    if (row !== undefined)
      search.run(
        fold(
          Object.values(row)
            .map((value) => String(value ?? ''))
            .join(' '),
        ),
        id,
      );
  };
  return {
    /** Writes what is known of a call now; its note and disposition stay. */
    put: (call: HistoryCall): void => {
      const { id, direction, name, number, who, company, queue, did, agent, startedAt, answeredAt, endedAt, reason } =
        call;
      put.run(id, direction, name, number, who, company, queue, did, agent, startedAt, answeredAt, endedAt, reason);
      searchable(id);
    },
    note: ({ id, text }: { readonly id: string; readonly text: string }): void => {
      database.prepare('UPDATE call SET note = ? WHERE id = ?').run(text.slice(0, longestNote), id);
      searchable(id);
    },
    disposition: ({ id, code }: { readonly id: string; readonly code: string | null }): void => {
      database.prepare('UPDATE call SET disposition = ? WHERE id = ?').run(code, id);
      searchable(id);
    },
    /** It turned out to be part of another call, whose row it goes into: a note that stands only there moves along. */
    absorb: ({ id, into }: { readonly id: string; readonly into: string }): void =>
      inTransaction(database, () => {
        database
          .prepare("UPDATE call SET note = (SELECT note FROM call WHERE id = ?) WHERE id = ? AND note = ''")
          .run(id, into);
        database.prepare('DELETE FROM call WHERE id = ?').run(id);
      }),
    /** Offhook died in it, and it did not come back: nobody knows when it ended. */
    lost: (id: string): void => {
      database
        .prepare(
          "UPDATE call SET ended = coalesce(answered, started), reason = 'connection-lost' WHERE id = ? AND ended IS NULL",
        )
        .run(id);
    },
  };
}

const forgetting = (database: DatabaseSync) => ({
  /** Everything that began before is forgotten, and call-backs done by then. Gives how many calls that were. */
  forget: (before: number): number =>
    inTransaction(database, () => {
      database.prepare('DELETE FROM call_back WHERE done < ?').run(before);
      return Number(database.prepare('DELETE FROM call WHERE started < ?').run(before).changes);
    }),
});

const columns = `id, direction, name, number, who, company, queue, did, agent, started, answered, ended, reason,
    note, disposition`;

/** What stands in the list, the newest first, of those of which `where` is true. */
function lister(database: DatabaseSync) {
  return ({ text, before, most }: HistoryQuery, where: string): readonly KeptCall[] => {
    const words = fold(text)
      .split(' ')
      .filter((word) => word !== '')
      .slice(0, 8);
    const like = words.map(() => "AND searched LIKE ? ESCAPE '\\'").join(' ');
    const rows = database
      .prepare(`SELECT ${columns} FROM call WHERE ${where} AND started < ? ${like} ORDER BY started DESC LIMIT ?`)
      .all(before ?? Number.MAX_SAFE_INTEGER, ...words.map((word) => `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`), most);
    return rows.map(callOf);
  };
}

function reading(database: DatabaseSync) {
  const earlier = database.prepare(
    `SELECT ${columns} FROM call WHERE who = ?1 AND id <> ?2 AND started <= ?3
     UNION ALL SELECT file || id, direction, '', '', who, '', NULL, NULL, agent, started, answered, ended, NULL, note,
       disposition FROM shared WHERE who = ?1 AND started <= ?3 AND (note <> '' OR disposition IS NOT NULL)
     ORDER BY started DESC LIMIT ?4`,
  );
  const settled = settledBy(database);
  const list = lister(database);
  return {
    /** Calls that go on, or in which Offhook died. */
    unfinished: (): readonly KeptCall[] =>
      database
        .prepare(`SELECT ${columns} FROM call WHERE ended IS NULL ORDER BY started DESC LIMIT 100`)
        .all()
        .map(callOf),
    /** What there was with the same caller before, here and at colleagues' desks that share theirs, the last one first. */
    earlier: ({
      who,
      besides,
      at,
      most,
    }: {
      readonly who: string;
      readonly besides: string;
      readonly at: number;
      readonly most: number;
    }): readonly KeptCall[] => earlier.all(who, besides, at, most).map(callOf),
    list: (query: HistoryQuery): readonly KeptCall[] => list(query, 'TRUE'),
    /** One entry a caller; who hid the number is a caller each time. */
    missed: (query: HistoryQuery): readonly MissedCaller[] => {
      const callers = new Map<string, { readonly last: KeptCall; times: number }>();
      for (const call of list({ ...query, most: query.most * 10 }, isMissed)) {
        const known = callers.get(call.who ?? call.id);
        if (known === undefined) callers.set(call.who ?? call.id, { last: call, times: 1 });
        else known.times += 1;
      }
      return [...callers.values()].slice(0, query.most).map(({ last, times }) => {
        const row = last.who === null ? undefined : settled.get(last.who, last.startedAt);
        const direction = row?.['direction'] === 'in' ? 'in' : 'out';
        return {
          last,
          times,
          settled: row === undefined ? null : { at: Number(row['started']), by: String(row['agent']), direction },
        };
      });
    },
    /** As a spreadsheet opens it, nothing in it a formula. */
    export: (): string => {
      const rows = database.prepare(`SELECT ${columns} FROM call ORDER BY started`).all().map(callOf);
      return `\ufeff${csvLine(headings)}${rows.map(lineOf).join('')}`;
    },
  };
}

/** Who spoke with them since: I, or a colleague whose desk shares its calls. */
const settledBy = (database: DatabaseSync) => {
  const since = ['call', 'shared'].map(
    (table) =>
      `SELECT started, agent, direction FROM ${table} WHERE who = ?1 AND started > ?2 AND answered IS NOT NULL`,
  );
  return database.prepare(`${since.join(' UNION ALL ')} ORDER BY started LIMIT 1`);
};

const headings = [
  'Began',
  'Answered',
  'Ended',
  'Direction',
  'Name',
  'Number',
  'Company',
  'Queue',
  'Called number',
  'Agent',
  'How it ended',
  'Disposition',
  'Note',
];
const when = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

const lineOf = (call: KeptCall): string =>
  csvLine([
    ...[when(call.startedAt), when(call.answeredAt), when(call.endedAt), call.direction, call.name, call.number],
    ...[call.company, call.queue, call.did, call.agent, call.reason, call.disposition, call.note],
  ]);

function callBacks(database: DatabaseSync) {
  return {
    addCallBack: ({ name, number, note, due }: Omit<CallBack, 'id'>): number =>
      Number(
        database
          .prepare('INSERT INTO call_back (name, number, note, due) VALUES (?, ?, ?, ?)')
          .run(name, number, note, due).lastInsertRowid,
      ),
    callBackDone: ({ id, at }: { readonly id: number; readonly at: number }): void => {
      database.prepare('UPDATE call_back SET done = ? WHERE id = ?').run(at, id);
    },
    /** What is still to be done, the earliest first. */
    callBacks: (): readonly CallBack[] =>
      database
        .prepare('SELECT id, name, number, note, due FROM call_back WHERE done IS NULL ORDER BY due, id LIMIT 200')
        .all()
        .map((row) => ({
          id: Number(row['id']),
          ...{ name: String(row['name']), number: String(row['number']), note: String(row['note']) },
          due: Number(row['due']),
        })),
  };
}

type Row = Readonly<Record<string, SQLOutputValue>>;

function callOf(row: Row): KeptCall {
  const text = (key: string) => String(row[key]);
  const maybe = (key: string) => (row[key] === null ? null : String(row[key]));
  const at = (key: string) => (row[key] === null ? null : Number(row[key]));
  return {
    id: text('id'),
    direction: row['direction'] === 'out' ? 'out' : 'in',
    ...{ name: text('name'), number: text('number'), who: maybe('who'), company: text('company') },
    ...{ queue: maybe('queue'), did: maybe('did'), agent: text('agent') },
    ...{ startedAt: Number(row['started']), answeredAt: at('answered'), endedAt: at('ended'), reason: maybe('reason') },
    ...{ note: text('note'), disposition: maybe('disposition') },
  };
}

const fold = (text: string): string =>
  text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/\s+/g, ' ').trim();
