import type { JournalledCall } from '../../main/sip/dialog-journal.ts';
import { MemoryNote } from './memory-note.ts';

/** A journal of dialogs without a disk. */
export class MemoryJournal extends MemoryNote<JournalledCall> {}
