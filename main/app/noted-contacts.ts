import type { SealedFile } from '../journal/sealed-file.ts';
import type { ContactNote } from '../sip/own-contacts.ts';

/** The file in which stands which contacts of this softphone the PBX has, there while there are any. Null: nothing is noted. */
export function notedContacts(file: SealedFile | null): ContactNote {
  const found = file?.read() ?? [];
  return {
    left: Array.isArray(found) ? found.filter((each) => typeof each === 'string') : [],
    write: (contacts) => file?.write(contacts.length === 0 ? null : contacts),
  };
}
