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
  // What colleagues wrote of their calls, by the file each of their desks keeps in the shared folder.
  `CREATE TABLE shared_file (file TEXT PRIMARY KEY, stamp TEXT NOT NULL) WITHOUT ROWID;
   CREATE TABLE shared (
     file TEXT NOT NULL, id TEXT NOT NULL, who TEXT NOT NULL, direction TEXT NOT NULL, agent TEXT NOT NULL,
     started INTEGER NOT NULL, answered INTEGER, ended INTEGER NOT NULL, note TEXT NOT NULL, disposition TEXT,
     PRIMARY KEY (file, id)) WITHOUT ROWID;
   CREATE INDEX shared_who ON shared (who, started);`,
];
