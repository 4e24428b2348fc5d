/**
 * `shadow`: whom somebody has changed or removed here; a file that tells of them again changes nothing. `found` holds
 * no text of its own (contentless): names stand once, in `contact`. Those that begin as is typed are found by `folded_…`: a search for one letter among
 * hundreds of thousands must not look at each of them.
 */
export const migrations: readonly string[] = [
  `CREATE TABLE source (id INTEGER PRIMARY KEY, file TEXT UNIQUE, stamp TEXT NOT NULL, report TEXT NOT NULL);
   CREATE TABLE contact (
     id INTEGER PRIMARY KEY, source INTEGER REFERENCES source(id), identity TEXT NOT NULL,
     name TEXT NOT NULL, company TEXT NOT NULL, role TEXT NOT NULL, email TEXT NOT NULL, note TEXT NOT NULL,
     folded_name TEXT NOT NULL, folded_company TEXT NOT NULL);
   CREATE INDEX contact_name ON contact (folded_name);
   CREATE INDEX contact_company ON contact (folded_company);
   CREATE INDEX contact_source ON contact (source);
   CREATE TABLE number (
     contact INTEGER NOT NULL, place INTEGER NOT NULL, label TEXT NOT NULL, raw TEXT NOT NULL,
     e164 TEXT, digits TEXT NOT NULL, tail TEXT,
     PRIMARY KEY (contact, place)) WITHOUT ROWID;
   CREATE INDEX number_e164 ON number (e164) WHERE e164 IS NOT NULL;
   CREATE INDEX number_digits ON number (digits);
   CREATE INDEX number_tail ON number (tail) WHERE tail IS NOT NULL;
   CREATE TABLE shadow (identity TEXT PRIMARY KEY) WITHOUT ROWID;
   CREATE VIRTUAL TABLE found USING fts5 (
     name, company, digits, content = '', contentless_delete = 1,
     tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3 4');`,
];
