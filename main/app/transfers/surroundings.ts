import {
  type AskedAbout,
  type CallAction,
  type CallNote,
  type CallPair,
  type ConferenceMember,
  callId,
  type ParkedCall,
  type Unavailable,
} from '../../../preload/contract/views.ts';
import { type Disposable, DisposableStore } from '../../base/disposable.ts';
import type { Call } from '../../calls/call.ts';
import { type Means, permittedActions } from '../../calls/permitted.ts';
import { callOfDialog, isInLivingCall } from '../../calls/select-calls.ts';
import type { CallsState } from '../../calls/state.ts';
import type { Listened, Listening } from '../agent/listening.ts';
import { partyOf } from '../shown-texts.ts';
import type { AmiRights } from './ami-rights.ts';
import { canMoveByAmi } from './ami-road.ts';
import { arrangedActions, type MayRecord } from './arranged-actions.ts';
import type { Arrangements, Departure } from './arrangements.ts';
import type { ConferenceRooms } from './conference-rooms.ts';
import type { Directory, RingingColleague } from './directory.ts';
import { noteTakes } from './note-carrier.ts';
import type { Notes } from './notes.ts';
import type { ParkingLots } from './parking-lots.ts';

export interface SurroundingsParts {
  readonly arrangements: Arrangements;
  readonly lots: ParkingLots;
  readonly conferences: ConferenceRooms;
  readonly rights: AmiRights;
  readonly notes: Notes;
  readonly directory: Pick<Directory, 'ringing' | 'mine' | 'onDidChange' | 'queueExtension' | 'otherPhone' | 'nameAt'>;
  readonly listening: Pick<Listening, 'of' | 'offers'>;
  /** What dialplan.conference says. */
  readonly conferencePrefix: string | null;
  /** What dialplan.record says. */
  readonly recordCode: string | null;
  /** Of the site, for numbers. */
  readonly country: string;
}

/** What joining three takes of AMI. */
const conferenceTakes = ['see calls', 'read variables', 'send a call elsewhere'] as const;

/** What the desk shows of a call beyond the call itself. The view and the commands ask the same. */
export class Surroundings {
  readonly #parts: SurroundingsParts;

  constructor(parts: SurroundingsParts) {
    this.#parts = parts;
  }

  readonly onDidChange = (listener: () => void): Disposable => {
    const open = new DisposableStore();
    const { arrangements, lots, conferences, rights, directory, notes } = this.#parts;
    for (const part of [arrangements, lots, conferences, rights, directory, notes])
      open.add(part.onDidChange(listener));
    return open;
  };

  /** What the PBX says of this agent's own phone. */
  get mine(): Directory['mine'] {
    return this.#parts.directory.mine;
  }

  pairOf({ dialog }: Call, calls: CallsState): CallPair | null {
    const pair = dialog === null ? null : this.#parts.arrangements.pairOf(dialog);
    const other = pair === null ? null : callOfDialog(calls, pair.with);
    if (pair === null || other === null) return null;
    const { kind, role, mixed } = pair;
    return { kind, role, with: callId.parse(other.key), mixed };
  }

  actionsOf(call: Call, means: Means, calls: CallsState): readonly CallAction[] {
    // Whom I listen to is no caller of mine: there is nothing to do but to go.
    const listened = this.#parts.listening.of(call);
    if (listened !== null) {
      const actions = permittedActions(call, means).filter((action) => onListening.has(action));
      return listened.takesDigits ? actions : actions.filter((action) => action !== 'digits');
    }
    // On another phone of mine it is only shown.
    if (call.dialog === null) return onOtherPhone(call, means, this.#parts.rights);
    const pair = this.#parts.arrangements.pairOf(call.dialog);
    const departure = this.#parts.arrangements.departureOf(call.dialog);
    return arrangedActions(call, means, {
      pair,
      other: pair === null ? null : callOfDialog(calls, pair.with),
      parkedAt: departure?.kind === 'parked' ? this.#parts.lots.slotOf(departure.parkee) : null,
      canPark: this.#parts.lots.known,
      byAmi: canMoveByAmi(this.#parts.rights),
      canNote: this.#parts.rights.missing(noteTakes) === null,
      recording: mayRecord(this.#parts.rights, this.#parts.recordCode),
      queueKnown: call.origin.kind === 'queue' && this.#parts.directory.queueExtension(call.origin.queue) !== null,
      hasOtherPhone: this.#parts.directory.otherPhone !== null,
      canJoin: this.unavailable().every(({ action }) => action !== 'conference'),
    });
  }

  /** Whose call is listened to by this one; null: it is with somebody. */
  listenedTo(call: Call): (Listened & { readonly name: string | null }) | null {
    const listened = this.#parts.listening.of(call);
    if (listened === null) return null;
    const { how, extension } = listened;
    return { how, extension, name: this.#parts.directory.nameAt(extension) };
  }

  get listens(): Listening['offers'] {
    return this.#parts.listening.offers;
  }

  /** Null: it ended as calls end. */
  endedAs({ dialog }: Call): Departure['kind'] | null {
    return dialog === null ? null : (this.#parts.arrangements.departureOf(dialog)?.kind ?? null);
  }

  /**
   * One caller is shown once. Asterisk tells of the slot before my own leg has ended, and of the end of the wait only
   * after my phone rings for who comes back (res_parking publishes apart from channels): until then the card speaks.
   */
  parked(calls: CallsState): ParkedCall[] | null {
    return this.#parts.lots.view((parkee) => isInLivingCall(calls, parkee));
  }

  /** Null: the call is in no conference. */
  membersOf({ conference }: Call): ConferenceMember[] | null {
    return conference === null ? null : this.#parts.conferences.view(conference);
  }

  noteOf({ key }: Call): CallNote | null {
    return this.#parts.notes.of(key);
  }

  /**
   * Whom a colleague asks me about by this call, or I asked one about who has hung up since; null: nobody, or they are in
   * the call by now.
   */
  aboutOf(call: Call, calls: CallsState): AskedAbout | null {
    if (call.phase === 'ended' || call.conference !== null) return null;
    const { notes, arrangements, country } = this.#parts;
    const left = call.dialog === null ? null : arrangements.leftOf(call.dialog);
    const customer = left === null ? null : callOfDialog(calls, left);
    if (customer !== null && customer.conference === null)
      return { party: partyOf(customer.party, country), left: true };
    const about = notes.cameWith(call.key)?.about ?? null;
    const isInCall = about === null || calls.records.get(call.key)?.members.has(about.channel) === true;
    return isInCall ? null : { party: partyOf(about, country), left: notes.hasLeft(about.channel) };
  }

  ringingColleagues(): RingingColleague[] {
    return [...this.#parts.directory.ringing];
  }

  /** What cannot be done at this desk, and what is missing for it. */
  unavailable(): Unavailable[] {
    const { conferencePrefix, rights } = this.#parts;
    const why = conferencePrefix === null ? 'not-set-up' : rights.missing(conferenceTakes);
    return why === null ? [] : [{ action: 'conference', why }];
  }
}

/** ChanSpy's own keys are digits. */
const onListening: ReadonlySet<CallAction> = new Set(['hangUp', 'mute', 'unmute', 'digits', 'dismiss']);

const mayRecord = (rights: AmiRights, code: string | null): MayRecord => ({
  // Told by AMI alone: without it nobody could say that it is recorded.
  start: code === null ? rights.missing(['start recording']) === null : rights.missing([]) === null,
  pause: rights.missing(['pause recording']) === null,
  stop: rights.missing(['stop recording']) === null,
});

/** What taking a dialog over takes of AMI. */
const takingTakes = ['read variables'] as const;

/** On another phone of mine a call is shown, and can be brought here: once that phone has said that it rings, not before. */
function onOtherPhone(call: Call, means: Means, rights: AmiRights): readonly CallAction[] {
  const plain = permittedActions(call, means);
  const goesOn = (call.phase === 'ringing' && !call.announced) || call.phase === 'active';
  const there = call.device === 'other-phone' && goesOn;
  // My own phone's, and no dialog of mine: what was noted of it is lost, or it talks at another desk of this account.
  const isOrphan = call.device === 'softphone' && call.phase === 'active';
  const can = (there || isOrphan) && means.online && means.audio && rights.missing(takingTakes) === null;
  const talks = there && call.phase === 'active' && canMoveByAmi(rights);
  return [
    ...(can ? (['bringHere'] as const) : []),
    ...(talks ? (['transfer', 'park', 'hangUp'] as const) : []),
    ...plain,
  ];
}
