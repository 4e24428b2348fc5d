import type { SealedFile } from '../journal/sealed-file.ts';
import { type DialogJournal, noJournal, readJournal } from '../sip/dialog-journal.ts';

/** The file of a journal as the phone takes it: it is there while there are calls. Null: nothing is noted. */
export function notedCalls(file: SealedFile | null): DialogJournal {
  if (file === null) return noJournal;
  const found = file.read();
  const left = found === null ? [] : readJournal(found);
  if (left === null) file.setAside('not the calls of this version');
  return { left: left ?? [], write: (calls) => file.write(calls.length === 0 ? null : calls) };
}
