/** `searched`: what is looked for when somebody types, folded. */
export const migrations: readonly string[] = [
  `CREATE TABLE call (
     id TEXT PRIMARY KEY, direction TEXT NOT NULL, name TEXT NOT NULL, number TEXT NOT NULL, who TEXT,
     company TEXT NOT NULL, queue TEXT, did TEXT, agent TEXT NOT NULL,
     started INTEGER NOT NULL, answered INTEGER, ended INTEGER, reason TEXT,
     note TEXT NOT NULL DEFAULT '', disposition TEXT, searched TEXT NOT NULL DEFAULT '');
   CREATE INDEX call_started ON call (started);
   CREATE INDEX call_who ON call (who, started) WHERE who IS NOT NULL;
   CREATE TABLE call_back (
     id INTEGER PRIMARY KEY, name TEXT NOT NULL, number TEXT NOT NULL, note TEXT NOT NULL,
     due INTEGER NOT NULL, done INTEGER);
   CREATE INDEX call_back_due ON call_back (due) WHERE done IS NULL;`,
];
