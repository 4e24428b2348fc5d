import type { UserAgent } from 'sip.js/lib/api/index.js';
import type { Call, CallContext, Outcome } from './call.ts';
import type { DialogJournal, JournalledCall } from './dialog-journal.ts';
import type { HeardCall } from './first-signs.ts';
import { takenUp } from './journalled-share.ts';
import { cancellation } from './pending-invite.ts';
import type { SipDialog } from './phone.ts';
import { RestoredCall } from './restored-call.ts';
import { RestoredRinging } from './restored-ringing.ts';
import { takeUpDialog } from './sip-js-internals.ts';

type DiallingCall = Extract<JournalledCall, { phase: 'dialling' }>;

export interface TakeUpParts {
  readonly userAgent: UserAgent;
  readonly context: CallContext;
  readonly answer: (call: RestoredRinging) => Promise<Outcome>;
  readonly say: (text: string) => void;
}

/** Keeps the journal as the calls are, and makes calls again of what an Offhook before this one left in it. */
export class JournalKeeper {
  readonly #journal: DialogJournal;
  readonly #calls: () => Iterable<Call>;
  readonly #heard: () => readonly HeardCall[];
  /** Calls that nobody had answered: they are taken back once we are connected. */
  #dialling: readonly DiallingCall[];
  #noted: string;
  #begun = false;
  #closed = false;

  constructor(journal: DialogJournal, calls: () => Iterable<Call>, heard: () => readonly HeardCall[]) {
    this.#journal = journal;
    this.#calls = calls;
    this.#heard = heard;
    this.#dialling = journal.left.filter((call) => call.phase === 'dialling');
    this.#noted = JSON.stringify(journal.left);
  }

  /** Whose INVITE came, and nothing became of it. */
  get heard(): readonly HeardCall[] {
    return this.#journal.left.filter((call) => call.phase === 'heard');
  }

  /** Calls as they were left. Nobody is told of them yet. */
  takeUp(parts: TakeUpParts): readonly Call[] {
    this.#begun = true;
    return this.#journal.left.flatMap((call) => restore(call, parts) ?? []);
  }

  /** What was being dialled when we went: over, since nobody was there to hear the answer. */
  *givenUp(at: number): Iterable<SipDialog> {
    for (const call of this.#dialling) {
      const shared = { ...takenUp(call, at), rescue: null };
      yield { ...shared, phase: 'outgoing', progress: 'calling' };
      yield { ...shared, phase: 'ended', end: { at, by: 'them', how: 'lost', status: null, cause: null } };
    }
  }

  /** What has to be said to the PBX now that it can be. */
  owed(): readonly string[] {
    const owed = this.#dialling.map((call) => cancellation(call.invite));
    this.#dialling = [];
    return owed;
  }

  /** What stands there stays for the next Offhook. */
  close(): void {
    this.#closed = true;
  }

  /**
   * Writes the calls down if anything has changed that a crash must not lose. `once-told`: a moment later in this turn, when
   * whoever follows the change has been told: a caller is not shown later for being written down, and nobody can have done
   * anything yet about a call that begins to ring.
   */
  note(when: 'now' | 'once-told' = 'now'): void {
    if (when === 'once-told') queueMicrotask(() => this.#note());
    else this.#note();
  }

  #note(): void {
    if (!this.#begun || this.#closed) return;
    const known = [...this.#calls()].flatMap((call) => call.journalled() ?? []);
    const calls = [...known, ...this.#heard(), ...this.#dialling];
    const text = JSON.stringify(calls);
    if (text === this.#noted) return;
    this.#noted = text;
    this.#journal.write(calls);
  }
}

/** Null: it cannot be, it has to be taken back, or SIP.js has to read it first. */
function restore(call: JournalledCall, { userAgent, context, answer, say }: TakeUpParts): Call | null {
  if (call.phase === 'dialling' || call.phase === 'heard') return null;
  const session = takeUpDialog(userAgent, call.wire, call.phase === 'ringing');
  if (session === null) return null;
  if (call.phase !== 'ringing') return new RestoredCall(session, call, context);
  return new RestoredRinging({ session, call, context, answer, say });
}
